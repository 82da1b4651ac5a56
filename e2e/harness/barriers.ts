/** What axe cannot see, or sees only in part: each a question that a page answers with a list of faults, empty when there are none. */
import type { Page } from 'playwright-core';

/** Runs in the page. Kept as text: the page's types are not the test's. */
const inPage = String.raw`(() => {
  const visible = (el) => {
    const box = el.getBoundingClientRect();
    const style = getComputedStyle(el);
    return box.width > 0 && box.height > 0 && style.visibility !== 'hidden' && !el.closest('[inert],[hidden]') && el.checkVisibility();
  };
  const nameOf = (el) => {
    const by = el.getAttribute('aria-labelledby');
    if (by) return by.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? '').join(' ').trim();
    const own = el.getAttribute('aria-label') ?? '';
    if (own) return own.trim();
    const label = el.labels?.[0]?.textContent ?? '';
    return (label || el.textContent || el.getAttribute('title') || '').replace(/\s+/g, ' ').trim();
  };
  const told = (el) => '<' + el.tagName.toLowerCase() + '> ' + (nameOf(el) || el.outerHTML.slice(0, 120));
  const pressable = [...document.querySelectorAll('a[href],button,input,select,textarea,summary,[tabindex],[role=button],[role=checkbox],[role=switch]')].filter(visible);
  return { visible, nameOf, told, pressable };
})()`;

/** Targets of at least 24 by 24 px (WCAG 2.5.8); a link in a sentence, and what lies 24 px from its neighbours, may be smaller. */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`(() => {
    const { pressable, told } = ${inPage};
    const boxes = pressable.filter((el) => el.tabIndex >= 0 && !el.closest('main[tabindex]')?.isSameNode(el)).map((el) => ({ el, box: (el.closest('label') ?? el).getBoundingClientRect() }));
    const inText = (el) => el.tagName === 'A' && getComputedStyle(el).display === 'inline' && [...el.parentElement.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim().length > 1);
    const middle = ({ box }) => [box.x + box.width / 2, box.y + box.height / 2];
    const alone = (one) => boxes.every((other) => {
      if (other === one || other.el.contains(one.el) || one.el.contains(other.el)) return true;
      const [x, y] = middle(one);
      const dx = Math.max(other.box.left - x, 0, x - other.box.right);
      const dy = Math.max(other.box.top - y, 0, y - other.box.bottom);
      return Math.hypot(dx, dy) >= 12;
    });
    return boxes.filter(({ el, box }) => box.width > 1 && (box.width < 23.5 || box.height < 23.5) && !inText(el) && !alone({ el, box }))
      .map(({ el, box }) => told(el) + ' is ' + Math.round(box.width) + ' × ' + Math.round(box.height) + ' px');
  })()`);

/** Everything that can be pressed says in words what it is; two links of one name lead to one place. */
export const namelessOrAlike = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`(() => {
    const { pressable, nameOf, told } = ${inPage};
    const found = pressable.filter((el) => el.tabIndex >= 0 && el.tagName !== 'MAIN' && !nameOf(el)).map((el) => told(el) + ' has no name');
    const places = new Map();
    for (const el of pressable) if (el.tagName === 'A') {
      const within = el.closest('li,tr,article,section')?.textContent ?? '';
      const key = nameOf(el) + '|' + within;
      const before = places.get(key);
      if (before && before !== el.href) found.push(told(el) + ' leads to two places, told apart by nothing around it');
      places.set(key, el.href);
    }
    return found;
  })()`);

/** An order of its own beside that of the page is never right; nor is something that can be reached and not seen. */
export const orderedByNumber = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`(() => {
    const { pressable, told } = ${inPage};
    return pressable.filter((el) => el.tabIndex > 0).map((el) => told(el) + ' has tabindex ' + el.tabIndex);
  })()`);

/** A place where what is said as it happens is heard, there before anything is said. */
export const deaf = async (page: Page): Promise<string[]> =>
  (await page.locator('[aria-live], [role=status], [role=alert], output').count()) > 0
    ? []
    : ['no live region is there'];

/** Headings go down one step at a time, and there is one that names the page. */
export const headings = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`(() => {
    const { visible } = ${inPage};
    const all = [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].filter(visible);
    const found = [];
    if (all.filter((h) => h.tagName === 'H1').length !== 1) found.push(all.filter((h) => h.tagName === 'H1').length + ' first headings');
    let at = 0;
    for (const h of all) {
      const level = Number(h.tagName[1]);
      if (at > 0 && level > at + 1) found.push('"' + h.textContent + '" is at level ' + level + ' after ' + at);
      at = level;
    }
    return found;
  })()`);

interface Step {
  readonly told: string;
  readonly outside: boolean;
  /** What lies over all of it; empty when nothing does. */
  readonly covered: string;
  readonly unmarked: boolean;
}

/** How the focused stands now; null when nothing has focus. */
const stepInPage = `(() => {
      const el = document.activeElement;
      if (!el || el === document.body) return null;
      const { told } = ${inPage};
      const box = (el.closest('label') ?? el).getBoundingClientRect();
      const marked = (one, part) => { const s = getComputedStyle(one, part); return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== 'none'; };
      // WCAG 2.4.11: something of it is seen. Its middle and four points near its corners.
      const within = (v, size) => Math.min(Math.max(v, 1), size - 2);
      const points = [[0.5, 0.5], [0.1, 0.1], [0.9, 0.1], [0.1, 0.9], [0.9, 0.9]].map(([x, y]) => [within(box.x + box.width * x, innerWidth), within(box.y + box.height * y, innerHeight)]);
      const own = (a) => a && (el.contains(a) || a.contains(el) || (el.closest('label') ?? el).contains(a));
      return {
        told: told(el),
        outside: box.bottom < 0 || box.top > innerHeight || box.right < 0 || box.left > innerWidth,
        covered: box.height > 0 && points.every(([x, y]) => !own(document.elementFromPoint(x, y))) ? document.elementFromPoint(...points[0])?.className || 'something' : '',
        // The mark may stand around what the focused belongs to: the row, the label, the box beside a hidden field.
        unmarked: ![el, el.parentElement, el.closest('label'), el.closest('li'), el.closest('tr'), el.nextElementSibling].some((one) => one && [undefined, '::before', '::after'].some((part) => marked(one, part))),
      };
    })()`;

/**
 * Goes through the page by Tab: focus is always seen, marked, and never under what lies on top, and comes back to where it began.
 *
 * @param most presses of Tab
 */
export async function tabbing(page: Page, most = 60): Promise<string[]> {
  const found: string[] = [];
  await page.evaluate('document.activeElement?.blur(); scrollTo(0, 0)');
  for (let n = 0; n < most; n++) {
    await page.keyboard.press('Tab');
    const seen = (): Promise<Step | null> => page.evaluate<Step | null>(stepInPage);
    // What rolls into sight, or away, has done so; on a loaded machine a little later.
    await page.waitForTimeout(50);
    let step = await seen();
    if (step && (step.outside || step.covered || step.unmarked)) {
      await page.waitForTimeout(300);
      step = await seen();
    }
    if (!step) break;
    if (step.outside) found.push(`${step.told} has focus and is outside what is seen`);
    else if (step.covered) found.push(`${step.told} has focus and lies under ${step.covered}`);
    if (step.unmarked) found.push(`${step.told} has focus and nothing shows it`);
  }
  return [...new Set(found)];
}

/** After a form was sent empty: each field that is wrong says so, in words tied to it, and focus is where the faults begin. */
export const untiedErrors = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`(() => {
    const { told, visible } = ${inPage};
    const wrong = [...document.querySelectorAll('[aria-invalid=true]')].filter(visible);
    const found = wrong.length === 0 ? ['no field is marked as wrong'] : [];
    for (const el of wrong) {
      const ids = ((el.getAttribute('aria-describedby') ?? '') + ' ' + (el.getAttribute('aria-errormessage') ?? '')).split(/\\s+/).filter(Boolean);
      const words = ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ').trim();
      if (words.length < 5) found.push(told(el) + ' is marked as wrong and nothing tied to it says why');
    }
    const at = document.activeElement;
    if (!at || at === document.body || !(at.matches('[aria-invalid=true]') || at.closest('[role=alert],[role=group],[aria-labelledby],[tabindex]'))) found.push('focus is not where the faults are');
    return found;
  })()`);

/** What moves although the reader asked for stillness. */
export const moving = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(
    `document.getAnimations().filter((a) => a.playState === 'running' && (a.effect?.getComputedTiming().duration ?? 0) > 1).map((a) => 'moves: ' + (a.animationName ?? a.transitionProperty ?? '') + ' on ' + a.effect?.target?.className)`,
  );

/** Wider than the window: what would have to be read by rolling sideways. */
export const sideways = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`document.documentElement.scrollWidth > document.documentElement.clientWidth + 1
    ? ['rolls sideways: ' + document.documentElement.scrollWidth + ' px in ' + document.documentElement.clientWidth + ' px'] : []`);
