import type { Mutant } from '../../../../lab/grading/kit.ts';

export const metrics: Mutant[] = [
  {
    name: 'serves no page',
    criterion: 'dashboard.metrics',
    file: 'app.ts',
    find: `  app.use(express.static(CLIENT_FOLDER));
`,
    replace: '',
  },
  {
    name: 'leaves the uptime out',
    criterion: 'dashboard.metrics',
    file: 'figures.ts',
    find: `      uptimeSeconds: process.uptime(),
`,
    replace: '',
  },
  {
    name: 'gives CPU as a fraction',
    criterion: 'dashboard.metrics',
    file: 'figures.ts',
    find: '    return percentOf(this.#cpuTimes.busy - before.busy, this.#cpuTimes.total - before.total);',
    replace:
      '    return percentOf(this.#cpuTimes.busy - before.busy, this.#cpuTimes.total - before.total) / 100;',
  },
  {
    name: 'gives every percentage as a fraction',
    criterion: 'dashboard.metrics',
    file: 'figures.ts',
    find: '(part / whole) * 100',
    replace: 'part / whole',
  },
  {
    name: 'gives the free part as the used one',
    criterion: 'dashboard.metrics',
    file: 'figures.ts',
    find: 'percent: percentOf(usedBytes, totalBytes)',
    replace: 'percent: percentOf(freeBytes, totalBytes)',
  },
  {
    name: 'counts blocks as bytes',
    criterion: 'dashboard.metrics',
    file: 'figures.ts',
    find: 'describeSpace(blocks * bsize, bfree * bsize)',
    replace: 'describeSpace(blocks, bfree)',
  },
  {
    name: 'takes the heap for the memory of the machine',
    criterion: 'dashboard.metrics',
    file: 'figures.ts',
    find: 'describeSpace(os.totalmem(), os.freemem())',
    replace: 'describeSpace(process.memoryUsage().heapTotal, process.memoryUsage().heapTotal / 2)',
  },
  {
    name: 'gives the uptime of the machine',
    criterion: 'dashboard.metrics',
    file: 'figures.ts',
    find: 'uptimeSeconds: process.uptime()',
    replace: 'uptimeSeconds: os.uptime()',
  },
  {
    name: 'lets the uptime jump: it counts readings',
    criterion: 'dashboard.metrics',
    file: 'figures.ts',
    find: `      uptimeSeconds: process.uptime(),
    };
  }
`,
    replace: `      uptimeSeconds: (this.#readings += 10),
    };
  }
  #readings = 0;
`,
  },
  {
    name: 'gives the uptime in whole seconds',
    criterion: 'dashboard.metrics',
    file: 'figures.ts',
    find: 'uptimeSeconds: process.uptime()',
    replace: 'uptimeSeconds: Math.floor(process.uptime())',
  },
  {
    name: 'stops the uptime at the first reading',
    criterion: 'dashboard.metrics',
    file: 'figures.ts',
    find: `      uptimeSeconds: process.uptime(),
    };
  }
`,
    replace: `      uptimeSeconds: (this.#uptime ??= process.uptime()),
    };
  }
  #uptime: number | undefined;
`,
  },
  {
    name: 'gives the uptime in milliseconds',
    criterion: 'dashboard.metrics',
    file: 'figures.ts',
    find: 'uptimeSeconds: process.uptime()',
    replace: 'uptimeSeconds: process.uptime() * 1000',
  },
  {
    name: 'divides by 0 when the processors have not moved',
    criterion: 'dashboard.metrics',
    file: 'figures.ts',
    find: 'whole === 0 ? 0 : (part / whole) * 100',
    replace: '(part / whole) * 100',
  },
  {
    name: 'gives the mean of no delays, which is null',
    criterion: 'dashboard.metrics',
    file: 'figures.ts',
    find: 'Number.isNaN(meanMs) ? 0 : Math.max(0, meanMs - RESOLUTION_MS)',
    replace: 'Math.max(0, meanMs - RESOLUTION_MS)',
  },
  {
    name: 'gives the delay in nanoseconds',
    criterion: 'dashboard.metrics',
    file: 'figures.ts',
    find: 'const meanMs = this.#delays.mean / 1e6;',
    replace: 'const meanMs = this.#delays.mean;',
  },
  {
    name: 'serves the page without its files',
    criterion: 'dashboard.metrics',
    file: 'app.ts',
    find: '  app.use(express.static(CLIENT_FOLDER));',
    replace: `  app.get('/', (_request, response) => response.sendFile('index.html', { root: CLIENT_FOLDER }));`,
  },
  {
    name: 'does not serve what draws the charts',
    criterion: 'dashboard.metrics',
    file: 'app.ts',
    find: `  app.use('/uplot', express.static(UPLOT_FOLDER));
`,
    replace: '',
  },
  {
    name: 'takes free memory for used',
    criterion: 'dashboard.metrics',
    file: 'figures.ts',
    find: 'describeSpace(os.totalmem(), os.freemem())',
    replace: 'describeSpace(os.totalmem(), os.totalmem() - os.freemem())',
  },
  {
    name: 'takes free blocks for used',
    criterion: 'dashboard.metrics',
    file: 'figures.ts',
    find: 'describeSpace(blocks * bsize, bfree * bsize)',
    replace: 'describeSpace(blocks * bsize, (blocks - bfree) * bsize)',
  },
];
