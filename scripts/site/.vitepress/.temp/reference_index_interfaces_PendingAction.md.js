import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: PendingAction","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/PendingAction.md","filePath":"reference/index/interfaces/PendingAction.md"}');
const _sfc_main = { name: "reference/index/interfaces/PendingAction.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-pendingaction" tabindex="-1">Interface: PendingAction <a class="header-anchor" href="#interface-pendingaction" aria-label="Permalink to &quot;Interface: PendingAction&quot;">​</a></h1><p>The client is told STATUS_PENDING first ([MS-SMB2] 3.3.4.2).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-do"></a> <code>do</code></td><td><code>readonly</code></td><td><code>&quot;pending&quot;</code></td><td>-</td></tr><tr><td><a id="property-value"></a> <code>value</code></td><td><code>readonly</code></td><td><code>&quot;first&quot;</code> | <code>&quot;twice&quot;</code> | <code>&quot;forever&quot;</code></td><td><code>first</code>: the answer follows; <code>twice</code>: it follows the second one; <code>forever</code>: it never comes, unless the client cancels the request.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/PendingAction.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const PendingAction = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  PendingAction as default
};
