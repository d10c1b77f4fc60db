// Suggestions of the server. Only the newest request counts.

const KEY = 'unroll-api-key';

export class Suggestions {
  #newest = 0;
  #abort = new AbortController();

  /** The models that the server has, the default first. */
  async models() {
    const answer = await this.#ask('v1/models', undefined, undefined);
    return answer.data.map((model) => model.id);
  }

  /** What may stand in the place of a word begun; null if a newer request was made meanwhile. */
  async of(model, context, prefix) {
    const number = ++this.#newest;
    this.#abort.abort();
    this.#abort = new AbortController();
    const body = { context: context.slice(-2000), prefix, k: 3 };
    if (model) {
      body.model = model;
    }
    try {
      const answer = await this.#ask('v1/suggest', body, this.#abort.signal);
      return number === this.#newest ? answer : null;
    } catch (error) {
      if (error.name === 'AbortError' || number !== this.#newest) {
        return null;
      }
      throw error;
    }
  }

  useKey(key) {
    sessionStorage.setItem(KEY, key);
  }

  async #ask(path, body, signal) {
    const headers = {};
    const key = sessionStorage.getItem(KEY);
    if (key) {
      headers.Authorization = `Bearer ${key}`;
    }
    const options = { headers, signal };
    if (body) {
      headers['Content-Type'] = 'application/json';
      Object.assign(options, { method: 'POST', body: JSON.stringify(body) });
    }
    let response;
    try {
      response = await fetch(path, options);
    } catch (error) {
      if (error.name === 'AbortError') {
        throw error;
      }
      throw new Problem('The server cannot be reached.', 0);
    }
    if (!response.ok) {
      const message = await response.json().then((answer) => answer.error.message, () => response.statusText);
      throw new Problem(message, response.status);
    }
    return response.json();
  }
}

/** What went wrong, for the reader. */
export class Problem extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}
