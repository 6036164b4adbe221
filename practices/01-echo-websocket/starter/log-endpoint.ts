import type { WebSocket } from 'ws';
import { currentTime } from './protocol.ts';
import { sendMessage } from './sending.ts';

/** Makes the handler of /ws, which welcomes each client, echoes its texts and logs who comes and goes. */
export function createLogEndpoint(): (socket: WebSocket) => void {
  const connections = new Set<WebSocket>();
  const lastId = 0;

  return function handleLog(socket) {
    // TODO(step 2): count this client, log it, and welcome it with `sendMessage(socket, …)`.

    socket.on('message', (data: Buffer, isBinary) => {
      // TODO(step 2): echo a text, refuse binary with an `error`.
    });

    // TODO(step 2): when the client has gone, count it no more, and log that.
  };
}
