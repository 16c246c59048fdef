import { readdirSync } from 'node:fs';
import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

// The layers form a line: app → features → ui, api → lib. Anything outside one's own folder is imported as
// "@/layer/…", so a line may be told from its text alone and core's no-restricted-imports is enough.
const features = readdirSync(new URL('src/features', import.meta.url));
const outside = { regex: '^\\.\\./', message: 'Import another folder as "@/layer/…".' };

function boundary(files, forbidden, message) {
  const patterns = [outside, { regex: `^@/(${forbidden.join('|')})(/|$)`, message }];
  return { files, rules: { 'no-restricted-imports': ['error', { patterns }] } };
}

export default tseslint.config(
  { ignores: ['dist', 'target', 'node_modules', 'src/api/schema.d.ts'] },
  js.configs.recommended,
  {
    files: ['src/**/*.{ts,tsx}'],
    extends: [
      tseslint.configs.strictTypeChecked,
      reactHooks.configs.flat['recommended-latest'],
      jsxA11y.flatConfigs.strict,
    ],
    languageOptions: { parserOptions: { projectService: true }, globals: globals.browser },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Stored text must never become markup: this is what keeps the login in Web Storage safe (see docs/decisions).
      'no-restricted-syntax': [
        'error',
        {
          selector: 'JSXAttribute[name.name=dangerouslySetInnerHTML]',
          message: 'Text of users is rendered as text.',
        },
        { selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML)$/]', message: 'Text is text.' },
      ],
      'max-lines': ['error', 400],
    },
  },
  boundary(['src/lib/**'], ['app', 'features', 'ui', 'api'], 'lib knows nothing of the layers above it.'),
  boundary(['src/api/**'], ['app', 'features', 'ui'], 'api may import lib only.'),
  boundary(['src/ui/**'], ['app', 'features', 'api'], 'ui may import lib only: it knows no server.'),
  ...features.map((feature) =>
    boundary(
      [`src/features/${feature}/**`],
      ['app', ...features.filter((other) => other !== feature).map((other) => `features/${other}`)],
      'A feature imports ui, api and lib; pages made of several features are composed in app.',
    ),
  ),
  {
    files: ['**/*.{js,mjs}', 'vite.config.ts'],
    languageOptions: { globals: globals.node },
  },
  { files: ['public/**'], languageOptions: { globals: globals.browser, sourceType: 'script' } },
);
