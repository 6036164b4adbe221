import type { Mutant } from '../../../lab/grading/kit.ts';

export const client: Mutant[] = [
  {
    name: 'leaves somebody new at the form',
    criterion: 'chat.client',
    file: 'client/sign-in.js',
    find: '      if (isNew) await api.register({ ...credentials, email: email.value });',
    replace: `      if (isNew) {
        await api.register({ ...credentials, email: email.value });
        return;
      }`,
  },
  {
    name: 'does not list a new room',
    criterion: 'chat.client',
    file: 'client/rooms.js',
    find: `      name.value = '';
      await refresh();`,
    replace: `      name.value = '';`,
  },
  {
    name: 'puts what people wrote into the page as HTML',
    criterion: 'chat.client',
    file: 'client/elements.js',
    find: '  created.textContent = text;',
    replace: '  created.innerHTML = text;',
  },
  {
    name: 'shows only the messages of its own person',
    criterion: 'chat.client',
    file: 'client/message-log.js',
    find: '      if (newestId !== undefined && message.id <= newestId) continue;',
    replace: `      if (newestId !== undefined && message.id <= newestId) continue;
      if (message.from !== username) continue;`,
  },
  {
    name: 'shows who wrote a message as the reader',
    criterion: 'chat.client',
    file: 'client/message-log.js',
    find: `create('strong', message.from, 'author')`,
    replace: `create('strong', username, 'author')`,
  },
  {
    name: 'shows a message as soon as it is sent, and again when it comes',
    criterion: 'chat.client',
    file: 'client/writing.js',
    find: `    text.value = '';
    setTyping(false);`,
    replace: `    const line = document.createElement('p');
    line.textContent = \`\${document.getElementById('name')?.textContent}: \${text.value}\`;
    document.getElementById('log')?.append(line);
    text.value = '';
    setTyping(false);`,
  },
  {
    name: 'shows the history with the newest message first',
    criterion: 'chat.client',
    file: 'client/message-log.js',
    find: '    log.append(line);',
    replace: '    log.prepend(line);',
  },
  {
    name: 'reads no history when a room is entered',
    criterion: 'chat.client',
    file: 'client/room-history.js',
    find: ' : readNewest();',
    replace: ' : [];',
  },
  {
    name: 'takes nobody off the list of people',
    criterion: 'chat.client',
    file: 'client/people.js',
    find: '    list.replaceChildren(...users',
    replace: '    if (users.length >= list.childElementCount) list.replaceChildren(...users',
  },
  {
    name: 'reads the list of people once',
    criterion: 'chat.client',
    file: 'client/room-view.js',
    find: '        people.setAll(message.users);',
    replace: `        if (find('people', HTMLElement).childElementCount === 0) people.setAll(message.users);`,
  },
  {
    name: 'never takes back that somebody types',
    criterion: 'chat.client',
    file: 'client/people.js',
    find: '    typists.delete(user);',
    replace: '',
  },
  {
    name: 'says that somebody types, but not who',
    criterion: 'chat.client',
    file: 'client/people.js',
    find: `\`\${[...typists.keys()].join(', ')} typing …\``,
    replace: `'somebody is typing …'`,
  },
  {
    name: 'tells nobody that its person types',
    criterion: 'chat.client',
    file: 'client/writing.js',
    find: `  text.addEventListener('input', () => setTyping(text.value !== ''));`,
    replace: '',
  },
  {
    name: 'always says that it is connected',
    criterion: 'chat.client',
    file: 'client/client.js',
    find: "detail === '' ? state : `${state}, ${detail}`",
    replace: `'connected'`,
  },
  {
    name: 'never connects again',
    criterion: 'chat.client',
    file: 'client/chat-connection.js',
    find: '    nextAttempt = setTimeout(() => open(path), pause);',
    replace: '    nextAttempt = undefined;',
  },
  {
    name: 'tries once to connect again',
    criterion: 'chat.client',
    file: 'client/chat-connection.js',
    find: '    nextAttempt = setTimeout(() => open(path), pause);',
    replace: '    if (failures === 1) nextAttempt = setTimeout(() => open(path), pause);',
  },
  {
    name: 'connects again at once',
    criterion: 'chat.client',
    file: 'client/chat-connection.js',
    find: 'const pause = pauseBefore(failures);',
    replace: 'const pause = 0;',
  },
  {
    name: 'connects again every second',
    criterion: 'chat.client',
    file: 'client/reconnect.js',
    find: '  return longest / 2 + (Math.random() * longest) / 2;',
    replace: '  return Math.min(longest, FIRST_PAUSE_MS);',
  },
  {
    name: 'waits ten seconds before it connects again',
    criterion: 'chat.client',
    file: 'client/reconnect.js',
    find: '  return longest / 2 + (Math.random() * longest) / 2;',
    replace: '  return Math.max(longest, 10_000);',
  },
  {
    name: 'lets its pauses grow without end',
    criterion: 'chat.client',
    file: 'client/reconnect.js',
    find: '  const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures);',
    replace: '  const longest = LONGEST_PAUSE_MS > 0 ? FIRST_PAUSE_MS * 2 ** failures : 0;',
  },
  {
    name: 'does not read what it missed',
    criterion: 'chat.client',
    file: 'client/room-history.js',
    find: 'readMissed(api, roomId, log.newestId ?? 0) : ',
    replace: '[] : ',
  },
  {
    name: 'reads one page of what it missed',
    criterion: 'chat.client',
    file: 'client/history.js',
    find: '    last = newest.id;',
    replace: '    return;',
  },
  {
    name: 'reads the newest page again after each connection, and shows it again',
    criterion: 'chat.client',
    file: 'client/message-log.js',
    find: '      newestId = message.id;',
    replace: '',
  },
];
