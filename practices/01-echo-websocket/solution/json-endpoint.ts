import type { WebSocket } from 'ws';
import { type ClientMessage, type Command, currentTime, parseClientMessage } from './protocol.ts';
import { sendMessage } from './sending.ts';

/** Makes the handler of /ws/json, which answers typed messages. */
export function createJsonEndpoint(): (socket: WebSocket) => void {
  const connections = new Set<WebSocket>();

  return function handleJson(socket) {
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
    sendMessage(socket, { type: 'welcome', time: currentTime() });

    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) {
        sendMessage(socket, { type: 'error', message: 'Send JSON as text, not binary.' });
        return;
      }

      const parsed = parseClientMessage(data.toString());
      if ('problem' in parsed) {
        sendMessage(socket, { type: 'error', message: parsed.problem });
      } else {
        answer(socket, parsed.message, connections.size);
      }
    });
  };
}

function answer(socket: WebSocket, message: ClientMessage, connections: number): void {
  switch (message.type) {
    case 'message':
      sendMessage(socket, { type: 'echo', text: message.text, time: currentTime() });
      break;
    case 'ping':
      sendMessage(socket, { type: 'pong', time: currentTime() });
      break;
    case 'command': {
      const { command } = message;
      sendMessage(socket, { type: 'command_result', command, result: runCommand(command, connections) });
      break;
    }
  }
}

function runCommand(command: Command, connections: number): unknown {
  switch (command) {
    case 'time':
      return currentTime();
    case 'help':
      return ['time', 'help', 'info'];
    case 'info':
      return { connections, uptime: process.uptime() };
  }
}
