// @ts-check

const whole = new Intl.NumberFormat('en');

/**
 * The figures of a sample as people read them, each for the element with this id.
 * @param {import('./metrics-stream.js').Metrics} metrics
 * @returns {Record<string, string>}
 */
export function describeMetrics({
  cpu,
  memory,
  disk,
  eventLoop,
  uptimeSeconds,
  samples,
  time,
  traffic,
  app,
}) {
  return {
    cpu: `${cpu.percent.toFixed(1)} %`,
    memory: `${memory.percent.toFixed(1)} %`,
    delay: `${eventLoop.delayMs.toFixed(1)} ms`,
    'memory-used': describeBytes(memory.usedBytes),
    'process-memory': describeBytes(memory.processBytes),
    disk: `${disk.percent.toFixed(1)} %`,
    uptime: describeSeconds(uptimeSeconds),
    time: new Date(time).toLocaleTimeString([], { hour12: false }),
    samples: whole.format(samples),
    'http-requests': whole.format(traffic.requests),
    streams: whole.format(traffic.streams),
    users: whole.format(app.connectedUsers),
    logins: whole.format(app.logins),
    errors: whole.format(app.errors),
    'app-requests': whole.format(app.requests),
  };
}

/** @param {number} bytes */
function describeBytes(bytes) {
  const mebibytes = bytes / 1024 / 1024;
  return mebibytes < 1024 ? `${mebibytes.toFixed(0)} MiB` : `${(mebibytes / 1024).toFixed(1)} GiB`;
}

/** @param {number} seconds */
function describeSeconds(seconds) {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const parts = [minutes, Math.floor(seconds) % 60].map((part) => String(part).padStart(2, '0'));
  return `${hours}:${parts.join(':')}`;
}
