import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: DomainEvent","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/DomainEvent.md","filePath":"reference/index/interfaces/DomainEvent.md"}');
const _sfc_main = { name: "reference/index/interfaces/DomainEvent.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-domainevent" tabindex="-1">Interface: DomainEvent <a class="header-anchor" href="#interface-domainevent" aria-label="Permalink to &quot;Interface: DomainEvent&quot;">​</a></h1><p>A change between the server and its domain&#39;s controllers.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-because"></a> <code>because</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The cause in words, without secrets.</td></tr><tr><td><a id="property-controller"></a> <code>controller</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The controller as it is configured or found; the domain&#39;s DNS name where none is found.</td></tr><tr><td><a id="property-state"></a> <code>state</code></td><td><code>readonly</code></td><td><code>&quot;failed&quot;</code> | <code>&quot;open&quot;</code> | <code>&quot;lost&quot;</code></td><td><code>open</code>: the secure channel to the controller is there. <code>lost</code>: an open channel has ended, and not because it was idle. <code>failed</code>: a channel to the controller could not be made.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/DomainEvent.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const DomainEvent = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  DomainEvent as default
};
