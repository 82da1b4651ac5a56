/** Live topics -> the reads that may look different afterwards, by the contract's path. An unknown topic touches everything. */
/** What happens to a promise, a gap or a plan may be told of. */
const notices = /^\/notices/;
const touched: Readonly<Record<string, readonly RegExp[]>> = {
  commitment: [notices, /^\/worklist/, /^\/commitments/, /^\/gaps/, /^\/persons\/:personId/],
  handling: [/^\/worklist/],
  writing: [/^\/worklist\/colleagues/],
  need: [/^\/commitments/, /^\/gaps/, /^\/persons\/:personId/],
  gap: [notices, /^\/gaps/, /^\/persons\/:personId\/overview/],
  person: [notices, /^\/persons/, /^\/worklist/],
  plan: [notices, /plans/, /plan-requests/, /free-times/, /^\/persons\/:personId\/overview/, /^\/gaps/],
  mail: [/^\/mail/, /^\/outbox/],
  directory: [/^\/directory/, /^\/units/, /^\/administration/, /who-to-call$/],
};

/** Whether a read on `path` may have changed by what a topic tells. What is the same for a whole day is left alone. */
export function touches(topic: string, path: string): boolean {
  const known = touched[topic];
  if (known) return known.some((pattern) => pattern.test(path));
  return !/^\/(directory|me|terms|legal-grounds|workday)/.test(path);
}
