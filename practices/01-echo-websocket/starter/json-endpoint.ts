import type { WebSocket } from 'ws';
import { type ClientMessage, type Command, currentTime, parseClientMessage } from './protocol.ts';
import { sendMessage } from './sending.ts';

/** Makes the handler of /ws/json, which answers typed messages. */
export function createJsonEndpoint(): (socket: WebSocket) => void {
  const connections = new Set<WebSocket>();

  return function handleJson(socket) {
    // TODO(step 3): count this client while it is open, and welcome it.

    socket.on('message', (data: Buffer, isBinary) => {
      // TODO(step 3): read the text with `parseClientMessage`, then call `answer`.
      // TODO(step 4): send an `error` when there is a problem, or the frame is binary.
    });
  };
}

function answer(socket: WebSocket, message: ClientMessage, connections: number): void {
  // TODO(step 3): answer `message`, `ping` and `command`.
}

function runCommand(command: Command, connections: number): unknown {
  // TODO(step 3): the result of `time`, `help` or `info`.
  return undefined;
}
