import assert from 'node:assert/strict';
import { it } from 'node:test';
import { languageCookie, languageInCookies } from './language-cookie.ts';

it('the language stands in one cookie, among others, and nothing else is taken for it', () => {
  assert.equal(languageInCookies(`${languageCookie}=en`), 'en');
  assert.equal(languageInCookies(`a=b; ${languageCookie}=sv; c=d`), 'sv');
  for (const other of ['', 'lang=en', `x${languageCookie}=en`, `${languageCookie}=de`, `${languageCookie}=enx`, 'a=en'])
    assert.equal(languageInCookies(other), undefined, other);
});
