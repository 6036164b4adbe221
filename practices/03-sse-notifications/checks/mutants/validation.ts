import type { Mutant } from '../../../../lab/grading/kit.ts';

export const validation: Mutant[] = [
  {
    name: 'takes any type',
    criterion: 'notifications.validation',
    file: 'protocol.ts',
    find: `z.enum(['info', 'success', 'warning', 'error'])`,
    replace: `z.string() as unknown as z.ZodEnum<{ info: 'info'; success: 'success'; warning: 'warning'; error: 'error' }>`,
  },
  {
    name: 'takes an empty message',
    criterion: 'notifications.validation',
    file: 'protocol.ts',
    find: 'z.string().min(1).max(500)',
    replace: 'z.string().max(500)',
  },
  {
    name: 'takes messages of any length',
    criterion: 'notifications.validation',
    file: 'protocol.ts',
    find: '.max(500)',
    replace: '',
  },
  {
    name: 'takes 499 characters at most',
    criterion: 'notifications.validation',
    file: 'protocol.ts',
    find: '.max(500)',
    replace: '.max(499)',
  },
  {
    name: 'makes a text of any message',
    criterion: 'notifications.validation',
    file: 'protocol.ts',
    find: 'z.string().min(1).max(500)',
    replace: 'z.coerce.string().min(1).max(500)',
  },
  {
    name: 'answers bad JSON with 500',
    criterion: 'notifications.validation',
    file: 'post-endpoints.ts',
    find: 'response.status(error.status).json({ error: error.message });',
    replace: 'response.status(error.status === 400 ? 500 : error.status).json({ error: error.message });',
  },
  {
    name: 'answers a wrong body with 500',
    criterion: 'notifications.validation',
    file: 'post-endpoints.ts',
    find: '    response.status(400).json({ error: z.prettifyError(error) });',
    replace: '    response.status(500).json({ error: z.prettifyError(error) });',
  },
  {
    name: 'does not say what is wrong',
    criterion: 'notifications.validation',
    file: 'post-endpoints.ts',
    find: '    response.status(400).json({ error: z.prettifyError(error) });',
    replace: '    response.status(400).json({});',
  },
  {
    name: 'takes any user id in a post',
    criterion: 'notifications.validation',
    file: 'post-endpoints.ts',
    find: '    const userId = userIdSchema.parse(request.params.userId);',
    replace: '    const { userId } = request.params;',
  },
  {
    name: 'takes bodies of any size',
    criterion: 'notifications.validation',
    file: 'post-endpoints.ts',
    find: 'limit: MAX_BODY_BYTES',
    replace: `limit: '50mb'`,
  },
  {
    name: 'broadcasts what it refuses',
    criterion: 'notifications.validation',
    file: 'post-endpoints.ts',
    find: '    response.status(202).json(center.broadcast(readNotification(request.body)));',
    replace: `    const body = request.body as Notification;
    if (typeof body?.message === 'string' && !notificationSchema.safeParse(body).success) center.broadcast(body);
    response.status(202).json(center.broadcast(readNotification(request.body)));`,
  },
  {
    name: 'takes any message for all',
    criterion: 'notifications.validation',
    file: 'post-endpoints.ts',
    find: 'center.broadcast(readNotification(request.body))',
    replace:
      'center.broadcast({ ...notificationSchema.extend({ message: z.string() }).parse(request.body), time: new Date().toISOString() })',
  },
  {
    name: 'counts the bytes of a message',
    criterion: 'notifications.validation',
    file: 'protocol.ts',
    find: '.max(500)',
    replace: '.refine((text) => Buffer.byteLength(text) <= 500)',
  },
  {
    name: 'refuses a body of 64 KiB',
    criterion: 'notifications.validation',
    file: 'post-endpoints.ts',
    find: '64 * 1024',
    replace: '64_000',
  },
];
