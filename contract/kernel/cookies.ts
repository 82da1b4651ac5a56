/** What a cookie says in a `Cookie` header or in `document.cookie`; undefined when there is none. Of several the first: browsers send the one with the longest path first. */
export function valueInCookies(cookies: string, name: string): string | undefined {
  const pair = cookies
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
}
