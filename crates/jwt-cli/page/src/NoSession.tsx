/** For an address without a session: somebody typed it, or the tab is an old one. */
export function NoSession() {
  return (
    <main class="empty">
      <h2>This page belongs to a command</h2>
      <p>
        Run <code>jwt ui</code> in the folder of a workspace file, and open the address that it prints.
        It is good for as long as the command runs.
      </p>
    </main>
  );
}
