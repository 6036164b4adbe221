import type { RunningServer, WebSocketClient } from '../../../lab/grading/kit.ts';

export function roomPath(room: string, username: string): string {
  return `/ws/${encodeURIComponent(room)}/${encodeURIComponent(username)}`;
}

/** Joins a room, and takes the welcome. Who comes and goes is passed over from then on. */
export async function join(server: RunningServer, room: string, username: string): Promise<WebSocketClient> {
  const client = await server.websocket(roomPath(room, username), { passesOver: ['system', 'user_list'] });
  await client.expectMessage({ type: 'welcome' });
  return client;
}

/** Joins a room, takes the welcome and the list of users, and goes on to hear who comes and goes. */
export async function joinToWatch(
  server: RunningServer,
  room: string,
  username: string,
): Promise<WebSocketClient> {
  const client = await server.websocket(roomPath(room, username));
  await client.expectMessage({ type: 'welcome' });
  await client.expectMessage({ type: 'user_list' });
  return client;
}
