const benchmarks = ['grade', 'repeat', 'fan-out', 'two-servers', 'idle-connections'];

const [name = ''] = process.argv.splice(2, 1);
if (benchmarks.includes(name)) await import(`./${name}.ts`);
else {
  console.error(`Which one? npm run bench NAME, where NAME is one of: ${benchmarks.join(', ')}`);
  process.exitCode = 2;
}
