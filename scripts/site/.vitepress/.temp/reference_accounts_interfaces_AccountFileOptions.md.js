import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: AccountFileOptions","description":"","frontmatter":{},"headers":[],"relativePath":"reference/accounts/interfaces/AccountFileOptions.md","filePath":"reference/accounts/interfaces/AccountFileOptions.md"}');
const _sfc_main = { name: "reference/accounts/interfaces/AccountFileOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-accountfileoptions" tabindex="-1">Interface: AccountFileOptions <a class="header-anchor" href="#interface-accountfileoptions" aria-label="Permalink to &quot;Interface: AccountFileOptions&quot;">​</a></h1><p>How a store of accounts in a file reports, and what it takes from its surroundings.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-onproblem"></a> <code>onProblem</code></td><td><code>readonly</code></td><td>(<code>problem</code>) =&gt; <code>void</code></td><td>Told, once for each edit, what in the file cannot be used; holds no secret.</td></tr><tr><td><a id="property-runtime"></a> <code>runtime?</code></td><td><code>readonly</code></td><td><code>Pick</code>&lt;<a href="./../../index/interfaces/Runtime.html"><code>Runtime</code></a>, <code>&quot;monotonic&quot;</code>&gt;</td><td>The clock by which the file is looked at once a second at most; default: that of the system.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/accounts/interfaces/AccountFileOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const AccountFileOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  AccountFileOptions as default
};
