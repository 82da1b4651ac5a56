/** Writes a cookie that is no secret and that the server reads with the next page. @param maxAge seconds; without it as long as the browser is open */
export function writeCookie(name: string, value: string, maxAge?: number): void {
  const lasts = maxAge === undefined ? '' : `; Max-Age=${maxAge}`;
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `${name}=${value}; Path=/; SameSite=Lax${lasts}${secure}`;
}
