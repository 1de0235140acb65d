import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: PipeContext","description":"","frontmatter":{},"headers":[],"relativePath":"reference/shares/interfaces/PipeContext.md","filePath":"reference/shares/interfaces/PipeContext.md"}');
const _sfc_main = { name: "reference/shares/interfaces/PipeContext.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-pipecontext" tabindex="-1">Interface: PipeContext <a class="header-anchor" href="#interface-pipecontext" aria-label="Permalink to &quot;Interface: PipeContext&quot;">​</a></h1><p>The client at the other end of a pipe.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-client"></a> <code>client?</code></td><td><code>readonly</code></td><td>() =&gt; <a href="./PipeClient.html"><code>PipeClient</code></a></td><td>The client of the next answer; absent: nobody knows it.</td></tr><tr><td><a id="property-held"></a> <code>held?</code></td><td><code>readonly</code></td><td><a href="./../classes/HeldBytes.html"><code>HeldBytes</code></a></td><td>Counts the bytes that are held for the client; absent: they are not counted.</td></tr><tr><td><a id="property-identity"></a> <code>identity</code></td><td><code>readonly</code></td><td><a href="./../../auth/interfaces/Identity.html"><code>Identity</code></a></td><td>The user of the session that the pipe was opened in.</td></tr><tr><td><a id="property-loginbegan"></a> <code>loginBegan?</code></td><td><code>readonly</code></td><td>() =&gt; <a href="./CarriedLogin.html"><code>CarriedLogin</code></a></td><td>Called with the first token of each login that comes inside the pipe, such as in an RPC bind: returns the object that records the login. A login that is <a href="./CarriedLogin.html#property-lost">CarriedLogin.lost</a> must not go on. Absent: logins are not recorded.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/shares/interfaces/PipeContext.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const PipeContext = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  PipeContext as default
};
