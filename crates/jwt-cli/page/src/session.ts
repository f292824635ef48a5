// The session is in the address that the command opens, behind the #, where no server and no log
// sees it. From there it goes into this tab's memory, and out of the address.

const KEY = "session";

export interface Opened {
  session: string | null;
  /** Header and claims that somebody shared. */
  shared: string | null;
}

export function open(): Opened {
  const fragment = location.hash.slice(1);
  if (fragment.startsWith("share=")) {
    return { session: sessionStorage.getItem(KEY), shared: fragment.slice("share=".length) };
  }
  if (fragment) {
    sessionStorage.setItem(KEY, fragment);
    history.replaceState(null, "", location.pathname);
  }
  return { session: sessionStorage.getItem(KEY), shared: null };
}
