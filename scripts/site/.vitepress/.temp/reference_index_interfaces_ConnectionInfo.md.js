import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ConnectionInfo","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/ConnectionInfo.md","filePath":"reference/index/interfaces/ConnectionInfo.md"}');
const _sfc_main = { name: "reference/index/interfaces/ConnectionInfo.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-connectioninfo" tabindex="-1">Interface: ConnectionInfo <a class="header-anchor" href="#interface-connectioninfo" aria-label="Permalink to &quot;Interface: ConnectionInfo&quot;">​</a></h1><p>A connection that was accepted.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-carrier"></a> <code>carrier</code></td><td><code>readonly</code></td><td><a href="./../type-aliases/Carrier.html"><code>Carrier</code></a></td><td>The protocol of the listener that accepted it.</td></tr><tr><td><a id="property-id"></a> <code>id</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Counts from 1; unique in the server&#39;s life.</td></tr><tr><td><a id="property-local"></a> <code>local</code></td><td><code>readonly</code></td><td><a href="./Endpoint.html"><code>Endpoint</code></a></td><td>The server&#39;s end; where a balancer passed the client on, the end to which the client connected.</td></tr><tr><td><a id="property-remote"></a> <code>remote</code></td><td><code>readonly</code></td><td><a href="./Endpoint.html"><code>Endpoint</code></a></td><td>The client&#39;s end.</td></tr><tr><td><a id="property-via"></a> <code>via?</code></td><td><code>readonly</code></td><td><a href="./Endpoint.html"><code>Endpoint</code></a></td><td>The end of the balancer whose PROXY header named the client; absent: the client connected itself.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/ConnectionInfo.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ConnectionInfo = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ConnectionInfo as default
};
