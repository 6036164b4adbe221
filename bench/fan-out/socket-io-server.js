// @ts-nocheck: socket.io is installed for this benchmark alone, so its types may not be there.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const server = createServer();
// The clients here answer no ping: none may fall into the time that is measured.
const io = new Server(server, { transports: ['websocket'], pingInterval: 600_000 });
let id = 0;

io.on('connection', (socket) => {
  socket.on('message', ({ text }) => {
    id += 1;
    io.emit('message', { id, from: 'ada', text, time: new Date().toISOString() });
  });
});

server.listen(Number(process.env.PORT), '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}`);
});
