import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: KdcPeer","description":"","frontmatter":{},"headers":[],"relativePath":"reference/realm/interfaces/KdcPeer.md","filePath":"reference/realm/interfaces/KdcPeer.md"}');
const _sfc_main = { name: "reference/realm/interfaces/KdcPeer.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-kdcpeer" tabindex="-1">Interface: KdcPeer <a class="header-anchor" href="#interface-kdcpeer" aria-label="Permalink to &quot;Interface: KdcPeer&quot;">​</a></h1><p>A client of a KDC.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><a href="./../../index/interfaces/Endpoint.html"><code>Endpoint</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Inherited from</th></tr></thead><tbody><tr><td><a id="property-address"></a> <code>address</code></td><td><code>readonly</code></td><td><code>string</code></td><td>An IP address as text.</td><td><a href="./../../index/interfaces/Endpoint.html"><code>Endpoint</code></a>.<a href="./../../index/interfaces/Endpoint.html#property-address"><code>address</code></a></td></tr><tr><td><a id="property-port"></a> <code>port</code></td><td><code>readonly</code></td><td><code>number</code></td><td>A TCP port.</td><td><a href="./../../index/interfaces/Endpoint.html"><code>Endpoint</code></a>.<a href="./../../index/interfaces/Endpoint.html#property-port"><code>port</code></a></td></tr><tr><td><a id="property-transport"></a> <code>transport</code></td><td><code>readonly</code></td><td><code>&quot;tcp&quot;</code> | <code>&quot;udp&quot;</code></td><td>The carrier of its request; both have the same port at the KDC.</td><td>-</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/realm/interfaces/KdcPeer.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const KdcPeer = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  KdcPeer as default
};
