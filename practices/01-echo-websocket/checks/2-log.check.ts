import { z } from 'zod';
import { criterion, isoTime, type RunningServer, type WebSocketClient } from '../../../lab/grading/kit.ts';

const COMINGS_AND_GOINGS = /^(dis)?connected/;
const count = z.number().int().positive().describe('a count from 1');

/** Connects to /ws and takes the welcome. */
async function join(server: RunningServer): Promise<WebSocketClient> {
  const client = await server.websocket('/ws');
  await client.expectMessage({ type: 'welcome', time: isoTime });
  return client;
}

/** Connects to /ws, and takes the welcome and the line that is printed, which must agree. */
async function joinPrinted(
  server: RunningServer,
): Promise<{ client: WebSocketClient; id: number; open: number }> {
  const client = await server.websocket('/ws');
  const welcome = await client.expectMessage({ type: 'welcome', id: count, connections: count });
  const [id, open] = [Number(welcome.id), Number(welcome.connections)];
  await server.expectLine(`connected ${id} (${open} open)`, COMINGS_AND_GOINGS);
  return { client, id, open };
}

criterion('echo.log', ({ sufficient, good, excellent }) => {
  sufficient('2: each client is welcomed with its number and the count', async ({ shared }) => {
    const server = await shared();
    const client = await server.websocket('/ws');
    await client.expectMessage({ type: 'welcome', id: count, connections: count, time: isoTime });
  });

  sufficient('2: each text is echoed as JSON', async ({ shared, random }) => {
    const client = await join(await shared());
    const texts = [random.text(), random.text()];
    for (const text of texts) client.send(text);
    for (const text of texts) await client.expectMessage({ type: 'echo', text, time: isoTime });
  });

  good('2: ids grow and the count is right while clients come and go', async ({ start }) => {
    const server = await start();
    const first = await server.websocket('/ws');
    await first.expectMessage({ type: 'welcome', id: 1, connections: 1 });
    const second = await server.websocket('/ws');
    await second.expectMessage({ type: 'welcome', id: 2, connections: 2 });
    await first.close();
    await server.expectLine('disconnected 1 (1 open)', /^disconnected/);
    const third = await server.websocket('/ws');
    await third.expectMessage({ type: 'welcome', id: 3, connections: 2 });
  });

  good('2: comings and goings are printed', async ({ shared }) => {
    const server = await shared();
    const first = await joinPrinted(server);
    const second = await joinPrinted(server);
    await first.client.close();
    await server.expectLine(`disconnected ${first.id} (${second.open - 1} open)`, COMINGS_AND_GOINGS);
    await second.client.close();
    await server.expectLine(`disconnected ${second.id} (${second.open - 2} open)`, COMINGS_AND_GOINGS);
  });

  good('2: the welcome and the echo reach nobody else', async ({ shared, random }) => {
    const server = await shared();
    const listener = await join(server);
    const newcomer = await join(server);
    const [text, marker] = [random.text(), random.text()];
    newcomer.send(text);
    await newcomer.expectMessage({ type: 'echo', text });

    // The marker's echo is the first thing that the listener may hear.
    listener.send(marker);
    await listener.expectMessage({ type: 'echo', text: marker });
  });

  excellent('2: a client that vanishes leaves the count, once', async ({ shared }) => {
    const server = await shared();
    const vanishing = await joinPrinted(server);
    vanishing.client.terminate();
    await server.expectLine(`disconnected ${vanishing.id} (${vanishing.open - 1} open)`, COMINGS_AND_GOINGS);
    const next = await joinPrinted(server);
    await next.client.close();
    await server.expectLine(`disconnected ${next.id} (${vanishing.open - 1} open)`, COMINGS_AND_GOINGS);
  });

  excellent('2: a client that hangs up without a close frame leaves the count, once', async ({ shared }) => {
    const server = await shared();
    const { id, open } = await joinPrinted(server);
    const rude = await server.rawWebsocket('/ws');
    await server.expectLine(`connected ${id + 1} (${open + 1} open)`, COMINGS_AND_GOINGS);
    rude.end();
    await server.expectLine(`disconnected ${id + 1} (${open} open)`, COMINGS_AND_GOINGS);
    const next = await joinPrinted(server);
    await next.client.close();
    await server.expectLine(`disconnected ${next.id} (${open} open)`, COMINGS_AND_GOINGS);
  });
});
