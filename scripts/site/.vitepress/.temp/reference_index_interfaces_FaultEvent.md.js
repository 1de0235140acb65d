import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: FaultEvent","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/FaultEvent.md","filePath":"reference/index/interfaces/FaultEvent.md"}');
const _sfc_main = { name: "reference/index/interfaces/FaultEvent.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-faultevent" tabindex="-1">Interface: FaultEvent <a class="header-anchor" href="#interface-faultevent" aria-label="Permalink to &quot;Interface: FaultEvent&quot;">​</a></h1><p>A scripted fault that happened now.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><a href="./FaultRecord.html"><code>FaultRecord</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Inherited from</th></tr></thead><tbody><tr><td><a id="property-connection"></a> <code>connection</code></td><td><code>readonly</code></td><td><a href="./FaultConnection.html"><code>FaultConnection</code></a></td><td>The connection that it happened to.</td><td>-</td></tr><tr><td><a id="property-effect"></a> <code>effect</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Its effect in words, such as <code>status STATUS_ACCESS_DENIED</code>.</td><td><a href="./FaultRecord.html"><code>FaultRecord</code></a>.<a href="./FaultRecord.html#property-effect"><code>effect</code></a></td></tr><tr><td><a id="property-name"></a> <code>name</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The name of the fault.</td><td><a href="./FaultRecord.html"><code>FaultRecord</code></a>.<a href="./FaultRecord.html#property-name"><code>name</code></a></td></tr><tr><td><a id="property-step"></a> <code>step</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The step at which it happened.</td><td><a href="./FaultRecord.html"><code>FaultRecord</code></a>.<a href="./FaultRecord.html#property-step"><code>step</code></a></td></tr><tr><td><a id="property-time"></a> <code>time</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Milliseconds since 1970.</td><td>-</td></tr><tr><td><a id="property-user"></a> <code>user</code></td><td><code>readonly</code></td><td><code>string</code> | <code>undefined</code></td><td>The account that was logged in, or about to be; undefined: none.</td><td>-</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/FaultEvent.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const FaultEvent = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  FaultEvent as default
};
