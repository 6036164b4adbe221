import { type EventEmitter, once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { createMessageServer, Messages } from './01-server.ts';

export type Conversation = (port: number, messages: Messages) => Promise<void>;

/** Holds a conversation with a server of its own, and prints what crossed the server's TCP sockets. */
export async function countBytes(name: string, converse: Conversation): Promise<void> {
  const messages = new Messages();
  const server = createMessageServer(messages);
  // Its number stands in a header of each answer, and the default is not the same in every Node.
  server.keepAliveTimeout = 5000;
  const connections: Socket[] = [];
  server.on('connection', (connection) => connections.push(connection));
  let requests = 0;
  const countRequest = () => {
    requests += 1;
  };
  server.on('request', countRequest);
  server.on('upgrade', countRequest);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  await converse(port, messages);

  const received = connections.reduce((sum, connection) => sum + connection.bytesRead, 0);
  const sent = connections.reduce((sum, connection) => sum + connection.bytesWritten, 0);
  const figures = [requests, connections.length, received, sent];
  console.log(name.padEnd(26) + figures.map((figure) => String(figure).padStart(13)).join(''));

  for (const connection of connections) connection.destroy();
  server.close();
}

/** Resolves when an event has happened so many times. */
export function happens(times: number, emitter: EventEmitter, event: string): Promise<void> {
  return new Promise((resolve) => {
    let left = times;
    emitter.on(event, () => {
      left -= 1;
      if (left === 0) resolve();
    });
  });
}
