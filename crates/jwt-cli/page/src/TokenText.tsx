/** A token, its parts in their colours. */
export function TokenText({ token }: { token: string }) {
  const parts = token.split(".");
  const names = ["h", "p", "s"];
  return (
    <p class="token mono" data-token={token}>
      {parts.map((part, i) => (
        <>
          {i > 0 && <span class="sep">.</span>}
          <span class={names[i] ?? ""}>{part}</span>
        </>
      ))}
    </p>
  );
}
