import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: HttpLoginInfo","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/HttpLoginInfo.md","filePath":"reference/index/interfaces/HttpLoginInfo.md"}');
const _sfc_main = { name: "reference/index/interfaces/HttpLoginInfo.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-httplogininfo" tabindex="-1">Interface: HttpLoginInfo <a class="header-anchor" href="#interface-httplogininfo" aria-label="Permalink to &quot;Interface: HttpLoginInfo&quot;">​</a></h1><p>The first request with a token (RFC 4559 4).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-carrier"></a> <code>carrier</code></td><td><code>readonly</code></td><td><code>&quot;http&quot;</code> | <code>&quot;https&quot;</code></td><td><code>https</code>: over TLS.</td></tr><tr><td><a id="property-method"></a> <code>method</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Such as <code>GET</code>.</td></tr><tr><td><a id="property-proxy"></a> <code>proxy</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td>Whether the server acts as a proxy, so that the token came in Proxy-Authorization.</td></tr><tr><td><a id="property-scheme"></a> <code>scheme</code></td><td><code>readonly</code></td><td><code>&quot;Negotiate&quot;</code> | <code>&quot;NTLM&quot;</code></td><td>The scheme of its Authorization.</td></tr><tr><td><a id="property-target"></a> <code>target</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The target of the request as sent, only its beginning if it is long.</td></tr><tr><td><a id="property-useragent"></a> <code>userAgent</code></td><td><code>readonly</code></td><td><code>string</code></td><td>User-Agent as sent, only its beginning if it is long; empty: none.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/HttpLoginInfo.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const HttpLoginInfo = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  HttpLoginInfo as default
};
