import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: AccountFact","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/AccountFact.md","filePath":"reference/auth/interfaces/AccountFact.md"}');
const _sfc_main = { name: "reference/auth/interfaces/AccountFact.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-accountfact" tabindex="-1">Interface: AccountFact <a class="header-anchor" href="#interface-accountfact" aria-label="Permalink to &quot;Interface: AccountFact&quot;">​</a></h1><p>The name that was looked up, and whether there is such an account.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-found"></a> <code>found</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td>Whether the store has one.</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;account&quot;</code></td><td>-</td></tr><tr><td><a id="property-name"></a> <code>name</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The name as it was looked up, without its domain.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/AccountFact.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const AccountFact = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  AccountFact as default
};
