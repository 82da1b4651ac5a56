import assert from 'node:assert/strict';
import { Problem, problems, type ProblemCode } from '../../contract/kernel/problems.ts';
import { fieldMessage } from '../../contract/kernel/validation.ts';
import type { Answer } from './matrix-world.fixture.ts';

/** Holds a refusal to what every user may expect: RFC 9457, a known code, its status, words in the language asked for, and nothing of the inside. */
export function problemIn(answer: Answer, language: 'sv' | 'en', what: string): Problem {
  assert.equal(
    answer.headers.get('content-type'),
    'application/problem+json; charset=utf-8',
    `${what}: ${answer.status} ${answer.text.slice(0, 200)}`,
  );
  const problem = Problem.parse(answer.body);
  const known = problems[problem.code as ProblemCode];
  assert.ok(known, `${what}: an unknown code ${problem.code}`);
  assert.ok(problem.status < 500, `${what}: ${answer.text.slice(0, 300)}`);
  assert.deepEqual(
    [problem.status, problem.title, problem.status],
    [known.status, known[language], answer.status],
    what,
  );
  assert.doesNotMatch(
    answer.text,
    /select |insert |node_modules|\.ts:\d|at async|violates|constraint/iu,
    `${what} tells of the inside`,
  );
  if (problem.code === 'invalid') {
    assert.ok((problem.fields ?? []).length > 0, `${what}: says that something is wrong and not which field`);
    for (const { path, code, message } of problem.fields ?? [])
      assert.ok(
        message === fieldMessage(code, language) || /\d/u.test(message),
        `${what}: ${path} ${code} without words in ${language}: ${message}`,
      );
  }
  return problem;
}

/** The fields' paths, each once. */
export const pathsIn = (problem: Problem): string[] => [...new Set((problem.fields ?? []).map(({ path }) => path))];
