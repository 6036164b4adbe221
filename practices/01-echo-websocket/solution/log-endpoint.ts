import type { WebSocket } from 'ws';
import { currentTime } from './protocol.ts';
import { sendMessage } from './sending.ts';

/** Makes the handler of /ws, which welcomes each client, echoes its texts and logs who comes and goes. */
export function createLogEndpoint(): (socket: WebSocket) => void {
  const connections = new Set<WebSocket>();
  let lastId = 0;

  return function handleLog(socket) {
    lastId += 1;
    const id = lastId;
    connections.add(socket);
    console.log(`connected ${id} (${connections.size} open)`);
    sendMessage(socket, { type: 'welcome', id, connections: connections.size, time: currentTime() });

    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) {
        sendMessage(socket, { type: 'error', message: 'Send text, not binary.' });
      } else {
        sendMessage(socket, { type: 'echo', text: data.toString(), time: currentTime() });
      }
    });

    // A lost connection ends in `close` too, so this is the one place to clean up.
    socket.on('close', () => {
      connections.delete(socket);
      console.log(`disconnected ${id} (${connections.size} open)`);
    });
  };
}
