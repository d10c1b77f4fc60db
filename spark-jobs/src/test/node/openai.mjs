// OpenAI's own client, unchanged, against a server: node openai.mjs PORT
import assert from 'node:assert/strict';
import OpenAI from 'openai';

const client = new OpenAI({ baseURL: `http://127.0.0.1:${process.argv[2]}/v1`, apiKey: 'unused', maxRetries: 0 });

const models = [];
for await (const model of client.models.list()) {
  models.push(model.id);
}
assert.deepEqual(models, ['keyboard']);
assert.equal((await client.models.retrieve('keyboard')).id, 'keyboard');

const request = { model: 'keyboard', prompt: 'Hello, welcome to the', max_tokens: 12, temperature: 0.7, seed: 5 };
const answer = await client.completions.create({ ...request, logprobs: 2, echo: true });
const { text, logprobs, finish_reason: reason } = answer.choices[0];
assert.ok(text.startsWith(request.prompt));
assert.equal(reason, 'length');
assert.equal(answer.usage.completion_tokens, 12);
assert.equal(logprobs.tokens.length, answer.usage.total_tokens);
assert.equal(logprobs.token_logprobs[0], null);
assert.equal(logprobs.top_logprobs[0], null);
logprobs.tokens.slice(1).forEach((token, index) => {
  assert.equal(logprobs.top_logprobs[index + 1][token], logprobs.token_logprobs[index + 1]);
  assert.ok(text.slice(logprobs.text_offset[index + 1]).startsWith(token));
});

let streamed = '';
let usage;
for await (const part of await client.completions.create({ ...request, stream: true, stream_options: { include_usage: true } })) {
  streamed += part.choices[0]?.text ?? '';
  usage = part.usage ?? usage;
}
assert.equal(request.prompt + streamed, text);
assert.equal(usage.completion_tokens, 12);

const several = await client.completions.create({ ...request, prompt: ['Hello', 'The city'], n: 2, stop: ['.'] });
assert.deepEqual(several.choices.map((choice) => choice.index), [0, 1, 2, 3]);

await assert.rejects(client.completions.create({ ...request, temperature: -1 }), (error) => {
  assert.ok(error instanceof OpenAI.BadRequestError);
  assert.equal(error.param, 'temperature');
  return true;
});
await assert.rejects(client.completions.create({ ...request, model: 'none' }), OpenAI.NotFoundError);
console.log('ok');
