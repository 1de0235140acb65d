import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: FaultConnection","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/FaultConnection.md","filePath":"reference/index/interfaces/FaultConnection.md"}');
const _sfc_main = { name: "reference/index/interfaces/FaultConnection.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-faultconnection" tabindex="-1">Interface: FaultConnection <a class="header-anchor" href="#interface-faultconnection" aria-label="Permalink to &quot;Interface: FaultConnection&quot;">​</a></h1><p>A connection to a carrier, or the client of a test realm&#39;s KDC.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><code>Omit</code>&lt;<a href="./ConnectionInfo.html"><code>ConnectionInfo</code></a>, <code>&quot;carrier&quot;</code> | <code>&quot;id&quot;</code>&gt;</li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Inherited from</th></tr></thead><tbody><tr><td><a id="property-carrier"></a> <code>carrier</code></td><td><code>readonly</code></td><td><a href="./../type-aliases/Carrier.html"><code>Carrier</code></a> | <code>&quot;kdc&quot;</code></td><td><code>kdc</code>: of the test realm, over UDP or TCP.</td><td>-</td></tr><tr><td><a id="property-id"></a> <code>id</code></td><td><code>readonly</code></td><td><code>number</code></td><td>The number of the connection; 0 for a client of the KDC.</td><td>-</td></tr><tr><td><a id="property-local"></a> <code>local</code></td><td><code>readonly</code></td><td><a href="./Endpoint.html"><code>Endpoint</code></a></td><td>The server&#39;s end; where a balancer passed the client on, the end to which the client connected.</td><td><a href="./ConnectionInfo.html"><code>ConnectionInfo</code></a>.<a href="./ConnectionInfo.html#property-local"><code>local</code></a></td></tr><tr><td><a id="property-remote"></a> <code>remote</code></td><td><code>readonly</code></td><td><a href="./Endpoint.html"><code>Endpoint</code></a></td><td>The client&#39;s end.</td><td><a href="./ConnectionInfo.html"><code>ConnectionInfo</code></a>.<a href="./ConnectionInfo.html#property-remote"><code>remote</code></a></td></tr><tr><td><a id="property-via"></a> <code>via?</code></td><td><code>readonly</code></td><td><a href="./Endpoint.html"><code>Endpoint</code></a></td><td>The end of the balancer whose PROXY header named the client; absent: the client connected itself.</td><td><a href="./ConnectionInfo.html"><code>ConnectionInfo</code></a>.<a href="./ConnectionInfo.html#property-via"><code>via</code></a></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/FaultConnection.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const FaultConnection = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  FaultConnection as default
};
