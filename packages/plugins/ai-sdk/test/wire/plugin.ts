import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { manifestOf } from '@configurable-agents/plugin-sdk';
import type { Plugin } from '@configurable-agents/plugin-sdk';
import { checkPlugin, contextWith } from '@configurable-agents/plugin-sdk/testing';

type Expected = {
  /** Where it goes by itself. */
  readonly net?: string;
  readonly variable?: string;
  /** The address of a call where none is configured. */
  readonly url?: string;
  readonly model: string;
};

/** What holds for each plugin with a model provider of its own name. */
export function describePlugin(plugin: Plugin, { net, variable, url, model }: Expected): void {
  const { name } = plugin;
  const request = { model, messages: [{ role: 'user', content: 'Hello' }], parameters: {}, state: {} } as const;
  const ask = async (context = contextWith()): Promise<void> => {
    for await (const _part of plugin.providers?.[name]?.generate(request, context) ?? []);
  };

  describe(`plugin ${name}`, () => {
    it('says in its manifest what it needs and reaches', () => {
      const { capabilities, providers } = manifestOf(plugin);
      assert.deepEqual(capabilities.net, [...(net === undefined ? [] : [net]), { fromConfig: '/base_url' }]);
      assert.deepEqual(capabilities.secrets ?? [], variable === undefined ? [] : [variable]);
      assert.deepEqual(Object.keys(providers), [name]);
    });

    it('keeps the contract of a plugin', async () => assert.deepEqual(await checkPlugin(plugin), []));

    if (url !== undefined) {
      it('reaches the vendor’s address where none is configured, by the host’s fetch only', async () => {
        const urls: string[] = [];
        const fetch: typeof globalThis.fetch = (input) => {
          urls.push(String(input));
          return Promise.reject(new TypeError('no network'));
        };
        const context = contextWith({ secrets: { api_key: 'sk-any-0123456789' }, fetch });
        await assert.rejects(ask(context), { class: 'unavailable' });
        assert.deepEqual(urls, [url]);
      });
    }

    it('loads no vendor’s code with its module', async () => {
      const script = `
        import { registerHooks } from 'node:module';
        const seen = [];
        registerHooks({ resolve: (specifier, context, next) => (seen.push(specifier), next(specifier, context)) });
        await import('@configurable-agents/plugin-${name}');
        console.log(JSON.stringify(seen));`;
      const flags = ['--conditions=@configurable-agents/source', '--input-type=module', '--eval', script];
      const { stdout } = await promisify(execFile)(process.execPath, flags, { cwd: import.meta.dirname });
      const seen = JSON.parse(stdout) as readonly string[];
      assert.ok(seen.includes('@configurable-agents/plugin-ai-sdk'), stdout);
      assert.deepEqual(
        seen.filter((specifier) => specifier.startsWith('@ai-sdk/')),
        [],
      );
    });
  });
}
