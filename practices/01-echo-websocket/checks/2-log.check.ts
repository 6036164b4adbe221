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

  good('2: comings and goings are printed', async ({ start }) => {
    const server = await start();
    const first = await join(server);
    await server.expectLine('connected 1 (1 open)', COMINGS_AND_GOINGS);
    const second = await join(server);
    await server.expectLine('connected 2 (2 open)', COMINGS_AND_GOINGS);
    await first.close();
    await server.expectLine('disconnected 1 (1 open)', COMINGS_AND_GOINGS);
    await second.close();
    await server.expectLine('disconnected 2 (0 open)', COMINGS_AND_GOINGS);
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

  excellent('2: a client that vanishes leaves the count, once', async ({ start }) => {
    const server = await start();
    const vanishing = await join(server);
    await server.expectLine('connected 1 (1 open)', COMINGS_AND_GOINGS);
    await join(server);
    await server.expectLine('connected 2 (2 open)', COMINGS_AND_GOINGS);
    vanishing.terminate();
    await server.expectLine('disconnected 1 (1 open)', COMINGS_AND_GOINGS);
    await join(server);
    await server.expectLine('connected 3 (2 open)', COMINGS_AND_GOINGS);
  });

  excellent('2: a client that hangs up without a close frame leaves the count, once', async ({ start }) => {
    const server = await start();
    const rude = await server.tcp();
    rude.requestUpgrade('/ws');
    await rude.expectStatus(101);
    await server.expectLine('connected 1 (1 open)', COMINGS_AND_GOINGS);
    rude.end();
    await server.expectLine('disconnected 1 (0 open)', COMINGS_AND_GOINGS);
    const next = await join(server);
    await server.expectLine('connected 2 (1 open)', COMINGS_AND_GOINGS);
    await next.close();
    await server.expectLine('disconnected 2 (0 open)', COMINGS_AND_GOINGS);
  });
});
