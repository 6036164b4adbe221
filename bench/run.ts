const [name = ''] = process.argv.splice(2, 1);
if (name === 'grade' || name === 'repeat') await import(`./${name}.ts`);
else {
  console.error('Which one? npm run bench grade, or npm run bench repeat [times]');
  process.exitCode = 2;
}
