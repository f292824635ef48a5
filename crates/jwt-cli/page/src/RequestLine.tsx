import { cancel, changeRequest, copyCurl, send, sending } from "./state.ts";
import type { Request } from "./types.ts";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

export function RequestLine({ request }: { request: Request }) {
  const methods = METHODS.includes(request.method) ? METHODS : [request.method, ...METHODS];
  return (
    <form
      class="line"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <select
        aria-label="Method"
        value={request.method}
        onChange={(event) => changeRequest({ method: event.currentTarget.value })}
      >
        {methods.map((method) => <option>{method}</option>)}
      </select>
      <input
        class="mono grow"
        aria-label="URL"
        spellcheck={false}
        autocomplete="off"
        value={request.url}
        onInput={(event) => changeRequest({ url: event.currentTarget.value })}
      />
      <button type="button" onClick={() => void copyCurl()} title="Copy as curl, Ctrl+Shift+C">
        curl
      </button>
      {sending.value ? (
        <button type="button" class="send busy" onClick={cancel}>Cancel</button>
      ) : (
        <button type="submit" class="primary send" title="Ctrl+Enter">Send</button>
      )}
    </form>
  );
}
