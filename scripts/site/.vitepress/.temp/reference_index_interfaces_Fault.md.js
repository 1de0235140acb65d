import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Fault","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/Fault.md","filePath":"reference/index/interfaces/Fault.md"}');
const _sfc_main = { name: "reference/index/interfaces/Fault.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-fault" tabindex="-1">Interface: Fault <a class="header-anchor" href="#interface-fault" aria-label="Permalink to &quot;Interface: Fault&quot;">​</a></h1><p>A scripted deviation from what the server would do: when it happens, and what happens then. Plain data.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-name"></a> <code>name?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The name in records, by which it can be removed; unique among the faults of a server. Default: made of <code>what</code>.</td></tr><tr><td><a id="property-what"></a> <code>what</code></td><td><code>readonly</code></td><td>| <a href="./../type-aliases/FaultAction.html"><code>FaultAction</code></a> | readonly <a href="./../type-aliases/FaultAction.html"><code>FaultAction</code></a>[]</td><td>The effects; several actions of one fault happen together.</td></tr><tr><td><a id="property-when"></a> <code>when</code></td><td><code>readonly</code></td><td><a href="./FaultCondition.html"><code>FaultCondition</code></a></td><td>When it happens.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/Fault.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Fault = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Fault as default
};
