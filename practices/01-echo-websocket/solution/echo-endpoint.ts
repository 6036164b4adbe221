import type { WebSocket } from 'ws';
import { send } from './sending.ts';

/** /ws/echo: text comes back as `Echo: …`, binary comes back as it is. */
export function handleEcho(socket: WebSocket): void {
  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) {
      send(socket, data);
    } else {
      send(socket, `Echo: ${data.toString()}`);
    }
  });
}
