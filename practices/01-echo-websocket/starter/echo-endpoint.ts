import type { WebSocket } from 'ws';
import { send } from './sending.ts';

/** /ws/echo: text comes back as `Echo: …`, binary comes back as it is. */
export function handleEcho(socket: WebSocket): void {
  socket.on('message', (data: Buffer, isBinary) => {
    // TODO(step 1): answer with `send(socket, …)`: a string goes out as text, a Buffer as binary.
  });
}
