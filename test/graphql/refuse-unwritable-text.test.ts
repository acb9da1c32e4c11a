import { buildSchema, graphql } from 'graphql';
import { refuseUnwritableText } from '../../src/graphql/types/refuse-unwritable-text';

const schema = buildSchema('input Words { inner: [String!] } type Query { say(text: String, words: Words): String }');
const { say } = (schema.getQueryType() as NonNullable<ReturnType<typeof schema.getQueryType>>).getFields();
(say as NonNullable<typeof say>).resolve = () => 'said';
refuseUnwritableText(schema);

const ask = async (variables: object) => {
  const source = 'query ($text: String, $words: Words) { say(text: $text, words: $words) }';
  const { data, errors } = await graphql({ schema, source, variableValues: variables as Record<string, unknown> });
  return errors?.[0]?.originalError ?? data?.say;
};

describe('refuseUnwritableText', () => {
  it.each([{ text: 'a\u0000' }, { text: 'a\ud800' }, { words: { inner: ['good', '\udfff'] } }])(
    'refuses %j wherever it stands, and names the argument',
    async (variables) => {
      expect(await ask(variables)).toMatchObject({
        code: 'BAD_USER_INPUT',
        facts: { argument: 'text' in variables ? 'text' : 'words.inner.1' },
      });
    },
  );

  it('lets whole text through', async () => {
    expect(await ask({ text: 'Hội nghị 🎉', words: { inner: [] } })).toBe('said');
  });
});
