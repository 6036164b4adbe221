// One source of messages, offered in four ways. 01-measure.ts counts what each of them costs.
import { EventEmitter, once } from 'node:events';
import { createServer, type Server } from 'node:http';
import express from 'express';
import { WebSocketServer } from 'ws';

/** `message` is what the server has to say, `received` what a client said. */
export class Messages extends EventEmitter<{ message: [text: string]; received: [text: string] }> {}

export function createMessageServer(messages: Messages): Server {
  const app = express();

  const unread: string[] = [];
  messages.on('message', (text) => unread.push(text));

  // Polling: answers at once, even with nothing.
  app.get('/polling', (_request, response) => {
    response.type('json').send(`[${unread.splice(0).join()}]`);
  });

  // Long polling: answers when there is something to say.
  app.get('/long-polling', async (_request, response) => {
    if (unread.length === 0) await once(messages, 'message');
    response.type('json').send(`[${unread.splice(0).join()}]`);
  });

  // Server-Sent Events: one answer that does not end.
  app.get('/events', (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
    response.flushHeaders();
    const send = (text: string) => response.write(`data: ${text}\n\n`);
    messages.on('message', send);
    response.on('close', () => messages.off('message', send));
  });

  // The way back, for all three.
  app.post('/messages', express.text({ type: 'application/json' }), (request, response) => {
    messages.emit('received', String(request.body));
    response.status(204).end();
  });

  // WebSocket: both ways on one connection.
  const server = createServer(app);
  const sockets = new WebSocketServer({ server, path: '/ws', maxPayload: 64 * 1024 });
  sockets.on('connection', (socket) => {
    const send = (text: string) => socket.send(text);
    messages.on('message', send);
    socket.on('message', (data) => messages.emit('received', data.toString()));
    socket.on('error', (error) => console.error(error.message));
    socket.on('close', () => messages.off('message', send));
  });

  return server;
}
