import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: LoginFacts","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/LoginFacts.md","filePath":"reference/index/interfaces/LoginFacts.md"}');
const _sfc_main = { name: "reference/index/interfaces/LoginFacts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-loginfacts" tabindex="-1">Interface: LoginFacts <a class="header-anchor" href="#interface-loginfacts" aria-label="Permalink to &quot;Interface: LoginFacts&quot;">​</a></h1><p>The facts of one login, as a mechanism&#39;s words receive them.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-checks"></a> <code>checks</code></td><td><code>readonly</code></td><td>readonly <a href="./../../auth/interfaces/CheckFact.html"><code>CheckFact</code></a>[]</td><td>Every check that was made, in order.</td></tr><tr><td><a id="property-claim"></a> <code>claim</code></td><td><code>readonly</code></td><td><a href="./../../auth/interfaces/ClaimFact.html"><code>ClaimFact</code></a> | <code>undefined</code></td><td>The names the client gave of itself, passwords in them masked; undefined: it gave none.</td></tr><tr><td><a id="property-own"></a> <code>own</code></td><td><code>readonly</code></td><td>readonly <code>object</code>[]</td><td>The mechanism&#39;s own facts in their order.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/LoginFacts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const LoginFacts = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  LoginFacts as default
};
