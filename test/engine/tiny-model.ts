// A whole language model in half a megabyte: two layers of random weights and a vocabulary of bytes. An engine loads it like any other:
// tokens, samples, grammars and limits are real, and only the words mean nothing. The same bytes on every machine.
import { createHash } from 'node:crypto';
import { array, ggufFile, string, uint32, float32 } from './gguf.ts';
import type { Tensor } from './gguf.ts';

/** Of the file. What a change of the generator changes, it changes on purpose. */
export const TINY_MODEL_SHA256 = '43cd49dc1b4513ab432c826d0ca0ac2114d8910362041f38897d451cba64193f';

/** Tokens of prompt and answer that the model was made for. */
export const TINY_MODEL_CONTEXT = 16_384;

const WIDTH = 64;
const HIDDEN = 128;
const LAYERS = 2;
const HEADS = 4;
const SEED = 20_261_111;

const NORMAL = 1;
const UNKNOWN = 2;
const CONTROL = 3;
const BYTE = 6;

type Token = { readonly text: string; readonly score: number; readonly type: number };

/** Every byte is a token, so that any text can be written, and printable characters are tokens of their own. */
function vocabulary(): readonly Token[] {
  const bytes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).toUpperCase().padStart(2, '0'));
  const printable = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));
  return [
    { text: '<unk>', score: 0, type: UNKNOWN },
    { text: '<s>', score: 0, type: CONTROL },
    { text: '</s>', score: 0, type: CONTROL },
    ...bytes.map((byte) => ({ text: `<0x${byte}>`, score: 0, type: BYTE })),
    // The tokenizer writes a space so.
    ...printable.map((character, i) => ({ text: character === ' ' ? '▁' : character, score: -i, type: NORMAL })),
  ];
}

/** ChatML, in plain text: the vocabulary has no tokens of its own for it. */
const CHAT_TEMPLATE =
  "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n' }}{% endfor %}" +
  "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

/** The model as a GGUF file. Throws where it is not the one that it always was. */
export function tinyModel(): Buffer {
  const tokens = vocabulary();
  const file = ggufFile({
    fields: {
      'general.architecture': string('llama'),
      'general.name': string('tiny random llama'),
      'llama.block_count': uint32(LAYERS),
      'llama.context_length': uint32(TINY_MODEL_CONTEXT),
      'llama.embedding_length': uint32(WIDTH),
      'llama.feed_forward_length': uint32(HIDDEN),
      'llama.attention.head_count': uint32(HEADS),
      'llama.attention.head_count_kv': uint32(HEADS),
      'llama.attention.layer_norm_rms_epsilon': float32(1e-5),
      'llama.rope.dimension_count': uint32(WIDTH / HEADS),
      'llama.vocab_size': uint32(tokens.length),
      'general.file_type': uint32(0),
      'tokenizer.ggml.model': string('llama'),
      'tokenizer.ggml.tokens': array(
        'string',
        tokens.map(({ text }) => text),
      ),
      'tokenizer.ggml.scores': array(
        'float32',
        tokens.map(({ score }) => score),
      ),
      'tokenizer.ggml.token_type': array(
        'int32',
        tokens.map(({ type }) => type),
      ),
      'tokenizer.ggml.unknown_token_id': uint32(0),
      'tokenizer.ggml.bos_token_id': uint32(1),
      'tokenizer.ggml.eos_token_id': uint32(2),
      'tokenizer.chat_template': string(CHAT_TEMPLATE),
    },
    tensors: tensors(tokens.length),
  });
  const hash = createHash('sha256').update(file).digest('hex');
  if (hash !== TINY_MODEL_SHA256) {
    throw new Error(`the tiny model has the hash ${hash} and not ${TINY_MODEL_SHA256}: its generator has changed`);
  }
  return file;
}

function tensors(words: number): readonly Tensor[] {
  const random = generator(SEED);
  const weights = (name: string, inputs: number, outputs: number): Tensor => ({
    name,
    shape: [inputs, outputs],
    values: Float32Array.from({ length: inputs * outputs }, () => random() / Math.sqrt(inputs)),
  });
  const ones = (name: string): Tensor => ({ name, shape: [WIDTH], values: new Float32Array(WIDTH).fill(1) });
  const layers = Array.from({ length: LAYERS }, (_, i) => [
    ones(`blk.${i}.attn_norm.weight`),
    weights(`blk.${i}.attn_q.weight`, WIDTH, WIDTH),
    weights(`blk.${i}.attn_k.weight`, WIDTH, WIDTH),
    weights(`blk.${i}.attn_v.weight`, WIDTH, WIDTH),
    weights(`blk.${i}.attn_output.weight`, WIDTH, WIDTH),
    ones(`blk.${i}.ffn_norm.weight`),
    weights(`blk.${i}.ffn_gate.weight`, WIDTH, HIDDEN),
    weights(`blk.${i}.ffn_up.weight`, WIDTH, HIDDEN),
    weights(`blk.${i}.ffn_down.weight`, HIDDEN, WIDTH),
  ]);
  return [
    weights('token_embd.weight', WIDTH, words),
    ...layers.flat(),
    ones('output_norm.weight'),
    weights('output.weight', WIDTH, words),
  ];
}

/** Numbers between -1 and 1 by a linear congruential generator: of integers alone, so the same everywhere. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 0x8000_0000 - 1;
  };
}
