import type {
  Answer, Draft, Form, Inspection, Node, Preview, Problem, Request, AuthenticationType, Workspace,
} from "./types.ts";

/** Why the server did not do it. */
export class Refused extends Error {
  constructor(readonly status: number, readonly problem: Problem) {
    super(problem.message);
  }
}

export class Api {
  constructor(private readonly session: string) {}

  workspace = () => this.ask<Workspace>("workspace", {});
  node = (id: string) => this.ask<Node>("node", { id });
  preview = (id: string, draft: Draft | undefined, signal: AbortSignal) =>
    this.ask<Preview>("preview", { id, draft }, signal);
  send = (id: string, draft: Draft | undefined, signal: AbortSignal) =>
    this.ask<Answer>("send", { id, draft }, signal);
  curl = (id: string, draft: Draft | undefined) =>
    this.ask<{ command: string }>("curl", { id, draft });
  preset = (name: string, inputs: { [name: string]: string }) =>
    this.ask<{ form: Form }>("preset", { name, inputs });
  save = (saved: {
    id: string;
    revision: string;
    authenticationType: AuthenticationType;
    form: Form | null;
    request?: Request;
  }) => this.ask<{ revision: string }>("save", saved);
  changes = (revision: string, signal: AbortSignal) =>
    this.ask<{ revision: string }>("changes", { revision }, signal);
  inspect = (asked: { token: string; key?: string; issuer?: string }, signal: AbortSignal) =>
    this.ask<Inspection>("inspect", asked, signal);

  private async ask<T>(path: string, body: object, signal?: AbortSignal): Promise<T> {
    let response: Response;
    try {
      response = await fetch(`/api/${path}`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Session": this.session },
        body: JSON.stringify(body),
        cache: "no-store",
        ...(signal && { signal }),
      });
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new Refused(0, {
        code: "GONE",
        message: "jwt ui does not answer",
        hint: "has it ended? start it again, and open the address that it prints",
      });
    }
    const answer: unknown = await response.json().catch(() => null);
    if (response.ok) return answer as T;
    const problem = (answer as { error?: Problem } | null)?.error;
    throw new Refused(response.status, problem ?? { code: "HTTP", message: `status ${response.status}` });
  }
}
