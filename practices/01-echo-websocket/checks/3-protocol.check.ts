import { z } from 'zod';
import { criterion, eventually, isoTime, type WebSocketClient } from '../../../lab/grading/kit.ts';
import { joinJson } from './json-client.ts';

const help = z
  .array(z.string())
  .refine((commands) => commands.toSorted().join() === 'help,info,time')
  .describe('the commands time, help and info');

/** The result of `info`: with this count, or with any when it is left out. */
function info(connections?: number): z.ZodType {
  const count = connections === undefined ? z.number().int().positive() : z.literal(connections);
  return z
    .looseObject({ connections: count, uptime: z.number().min(0).max(3600) })
    .describe(`{"connections":${connections ?? 'a count'},"uptime":seconds}`);
}

/** How many connections the server counts. */
async function countOf(client: WebSocketClient): Promise<number> {
  client.sendJson({ type: 'command', command: 'info' });
  const { result } = await client.expectMessage({ type: 'command_result', result: info() });
  return z.looseObject({ connections: z.number() }).parse(result).connections;
}

criterion('echo.protocol', ({ sufficient, good, excellent }) => {
  sufficient('3: a message is echoed with its time', async ({ shared, random }) => {
    const client = await joinJson(await shared());
    const text = random.text();
    client.sendJson({ type: 'message', text });
    await client.expectMessage({ type: 'echo', text, time: isoTime });
  });

  sufficient('3: a ping is answered with a pong', async ({ shared }) => {
    const client = await joinJson(await shared());
    client.sendJson({ type: 'ping' });
    await client.expectMessage({ type: 'pong', time: isoTime });
  });

  good('3: the command time gives the time', async ({ shared }) => {
    const client = await joinJson(await shared());
    client.sendJson({ type: 'command', command: 'time' });
    await client.expectMessage({ type: 'command_result', command: 'time', result: isoTime });
  });

  good('3: the command help names the commands', async ({ shared }) => {
    const client = await joinJson(await shared());
    client.sendJson({ type: 'command', command: 'help' });
    await client.expectMessage({ type: 'command_result', command: 'help', result: help });
  });

  good('3: the command info gives connections and uptime', async ({ shared }) => {
    const client = await joinJson(await shared());
    client.sendJson({ type: 'command', command: 'info' });
    await client.expectMessage({ type: 'command_result', command: 'info', result: info() });
  });

  excellent('3: several clients get their own answers, in order', async ({ shared, random }) => {
    const server = await shared();
    const clients = [await joinJson(server), await joinJson(server), await joinJson(server)];
    const talks = clients.map((client) => ({ client, texts: [random.text(), random.text()] }));
    for (const round of [0, 1]) {
      for (const { client, texts } of talks) {
        client.sendJson({ type: 'message', text: texts[round] });
        client.sendJson({ type: 'ping' });
      }
    }
    for (const { client, texts } of talks) {
      for (const text of texts) {
        await client.expectMessage({ type: 'echo', text });
        await client.expectMessage({ type: 'pong' });
      }
    }
  });

  excellent('3: info counts only the connections that are open', async ({ shared }) => {
    const server = await shared();
    const staying = await joinJson(server);
    const before = await countOf(staying);
    const leaving = await joinJson(server);
    await server.websocket('/ws/echo');
    staying.sendJson({ type: 'command', command: 'info' });
    await staying.expectMessage({ type: 'command_result', result: info(before + 1) });
    await leaving.close();
    await eventually(async () => {
      staying.sendJson({ type: 'command', command: 'info' });
      await staying.expectMessage({ type: 'command_result', result: info(before) });
    });
  });

  excellent('3: empty and awkward texts come back unchanged', async ({ shared, random }) => {
    const client = await joinJson(await shared());
    const texts = ['', ' ', '\u2028\u0000"\\', '__proto__', `👩‍👩‍👧 ${random.word()}\r\n`];
    for (const text of texts) {
      client.sendJson({ type: 'message', text });
      await client.expectMessage({ type: 'echo', text, time: isoTime });
    }
  });
});
