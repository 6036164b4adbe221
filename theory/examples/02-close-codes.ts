// How a connection can end, and the code that each side sees. Run it with: npx tsx theory/examples/02-close-codes.ts
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', maxPayload: 1024 });
await once(server, 'listening');
const { port } = server.address() as AddressInfo;

console.log('                                     server  client');
await end('client.close(1000)', (client) => client.close(1000));
await end('client.close()', (client) => client.close());
await end('server: socket.close(1001)', (_client, socket) => socket.close(1001));
await end('server: socket.close(4401, …)', (_client, socket) => socket.close(4401, 'The token has expired'));
await end('server: socket.terminate()', (_client, socket) => socket.terminate());
await end('client.terminate()', (client) => client.terminate());
await end('client sends 1025 bytes', (client) => client.send('x'.repeat(1025)));
await end('client sends a text that is not UTF-8', (client) =>
  client.send(Buffer.from([0xff]), { binary: false }),
);
server.close();

/** Opens a connection, ends it, and prints the code of the `close` event on both sides. */
async function end(how: string, finish: (client: WebSocket, socket: WebSocket) => void): Promise<void> {
  const client = new WebSocket(`ws://127.0.0.1:${port}`);
  const [socket] = await once(server, 'connection');
  socket.on('error', () => {});
  await once(client, 'open');

  const codes = Promise.all([closeCode(socket), closeCode(client)]);
  finish(client, socket);
  const [serverCode, clientCode] = await codes;
  console.log(`${how.padEnd(37)}${String(serverCode).padStart(6)}${String(clientCode).padStart(8)}`);
}

function closeCode(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => socket.once('close', resolve));
}
