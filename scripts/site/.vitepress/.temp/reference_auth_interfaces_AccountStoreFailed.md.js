import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: AccountStoreFailed","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/AccountStoreFailed.md","filePath":"reference/auth/interfaces/AccountStoreFailed.md"}');
const _sfc_main = { name: "reference/auth/interfaces/AccountStoreFailed.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-accountstorefailed" tabindex="-1">Interface: AccountStoreFailed <a class="header-anchor" href="#interface-accountstorefailed" aria-label="Permalink to &quot;Interface: AccountStoreFailed&quot;">​</a></h1><p>The account store failed. The client gets STATUS_INTERNAL_ERROR and no details.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-error"></a> <code>error</code></td><td><code>readonly</code></td><td><code>unknown</code></td><td>The error that the store threw, or the fault of its answer. It may hold secrets.</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;account-store-failed&quot;</code></td><td>-</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/AccountStoreFailed.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const AccountStoreFailed = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  AccountStoreFailed as default
};
