import { isoTime, type RunningServer, type WebSocketClient } from '../../../lab/grading/kit.ts';

/** Connects to /ws/json and takes the welcome. */
export async function joinJson(server: RunningServer): Promise<WebSocketClient> {
  const client = await server.websocket('/ws/json');
  await client.expectMessage({ type: 'welcome', time: isoTime });
  return client;
}
