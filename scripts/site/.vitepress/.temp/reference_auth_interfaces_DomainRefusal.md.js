import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: DomainRefusal","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/DomainRefusal.md","filePath":"reference/auth/interfaces/DomainRefusal.md"}');
const _sfc_main = { name: "reference/auth/interfaces/DomainRefusal.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-domainrefusal" tabindex="-1">Interface: DomainRefusal <a class="header-anchor" href="#interface-domainrefusal" aria-label="Permalink to &quot;Interface: DomainRefusal&quot;">​</a></h1><p>A refused login.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-because"></a> <code>because?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>A sentence on the cause, without secrets, for records and the log; absent: the status says everything.</td></tr><tr><td><a id="property-controller"></a> <code>controller?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Name of the controller that answered; absent: none did.</td></tr><tr><td><a id="property-refused"></a> <code>refused</code></td><td><code>readonly</code></td><td><a href="./../../accounts/type-aliases/StoreRefusal.html"><code>StoreRefusal</code></a></td><td>The reason; that of a controller&#39;s NTSTATUS is <code>refusalOfStatus</code>.</td></tr><tr><td><a id="property-status"></a> <code>status?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>The controller&#39;s NTSTATUS; absent: it gave none.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/DomainRefusal.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const DomainRefusal = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  DomainRefusal as default
};
