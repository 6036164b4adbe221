import { randomBytes } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { z } from 'zod';

const SECRET = randomBytes(32);
const payloadSchema = z.object({ sub: z.string().min(1), exp: z.number() });

/** Who a token speaks for and until when, or undefined when it is none of ours. Never throws. */
function verifyToken(token: string): z.infer<typeof payloadSchema> | undefined {
  try {
    const payload = jwt.verify(token, SECRET, { algorithms: ['HS256'], audience: 'chat' });
    return payloadSchema.safeParse(payload).data;
  } catch {
    return undefined;
  }
}

function sign(payload: object, options: jwt.SignOptions = {}): string {
  return jwt.sign(payload, SECRET, { audience: 'chat', expiresIn: 60, ...options });
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

const good = sign({ sub: 'ada' });
const [header, , signature] = good.split('.');
const exp = Math.floor(Date.now() / 1000) + 60;
const forged = encode({ sub: 'root', aud: 'chat', exp });

const tokens = {
  'a good one': good,
  'its payload exchanged': `${header}.${forged}.${signature}`,
  'alg none': `${encode({ alg: 'none' })}.${forged}.`,
  'signed with HS512': sign({ sub: 'ada' }, { algorithm: 'HS512' }),
  'for another service': sign({ sub: 'ada' }, { audience: 'billing' }),
  'expired a second ago': sign({ sub: 'ada' }, { expiresIn: -1 }),
  'without an end': jwt.sign({ sub: 'ada', aud: 'chat' }, SECRET),
  'without a name': sign({}),
};
for (const [name, token] of Object.entries(tokens)) {
  console.log(name.padEnd(22), verifyToken(token)?.sub ?? 'refused');
}
console.log('decode, which checks nothing, says', jwt.decode(tokens['alg none'])?.sub);
