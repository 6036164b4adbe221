// Talks to a server as a page does: with the headers that Chromium 156 adds by itself.
import { once } from 'node:events';
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import { WebSocket } from 'ws';

const always = {
  Host: '127.0.0.1:3001',
  'User-Agent':
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
  'Accept-Encoding': 'gzip, deflate, br, zstd',
  'Accept-Language': 'en-US,en;q=0.9',
};
const ofFetch = {
  ...always,
  Accept: '*/*',
  Referer: 'http://127.0.0.1:3001/',
  'sec-ch-ua': '"Not:A-Brand";v="8", "Chromium";v="156"',
  'sec-ch-ua-mobile': '?0',
  'sec-ch-ua-platform': '"Linux"',
  'Sec-Fetch-Dest': 'empty',
  'Sec-Fetch-Mode': 'cors',
  'Sec-Fetch-Site': 'same-origin',
};
const ofPost = { ...ofFetch, Origin: 'http://127.0.0.1:3001', 'Content-Type': 'application/json' };
const ofEventSource = {
  ...ofFetch,
  Accept: 'text/event-stream',
  'Cache-Control': 'no-cache',
  Pragma: 'no-cache',
};
const ofWebSocket = {
  ...always,
  'Cache-Control': 'no-cache',
  Pragma: 'no-cache',
  Origin: 'http://127.0.0.1:3001',
};

const agent = new Agent({ keepAlive: true });

export async function get(port: number, path: string): Promise<void> {
  await readAnswer(request({ agent, port, path, headers: ofFetch }).end());
}

export async function post(port: number, path: string, body: string): Promise<void> {
  const headers = { ...ofPost, 'Content-Length': Buffer.byteLength(body) };
  await readAnswer(request({ agent, port, path, method: 'POST', headers }).end(body));
}

async function readAnswer(asking: ClientRequest): Promise<void> {
  const [answer] = await once(asking, 'response');
  await once(answer.resume(), 'end');
}

export async function openEventStream(port: number, path: string): Promise<IncomingMessage> {
  const [stream] = await once(request({ port, path, headers: ofEventSource }).end(), 'response');
  return stream;
}

export async function openWebSocket(port: number, path: string): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers: ofWebSocket });
  await once(socket, 'open');
  return socket;
}
