import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: PipeLoginInfo","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/PipeLoginInfo.md","filePath":"reference/index/interfaces/PipeLoginInfo.md"}');
const _sfc_main = { name: "reference/index/interfaces/PipeLoginInfo.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-pipelogininfo" tabindex="-1">Interface: PipeLoginInfo <a class="header-anchor" href="#interface-pipelogininfo" aria-label="Permalink to &quot;Interface: PipeLoginInfo&quot;">​</a></h1><p>The first token of an RPC bind or alter_context on a pipe ([MS-RPCE] 3.3.1.5.2.1).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-carrier"></a> <code>carrier</code></td><td><code>readonly</code></td><td><code>&quot;pipe&quot;</code></td><td>-</td></tr><tr><td><a id="property-opener"></a> <code>opener</code></td><td><code>readonly</code></td><td><a href="./IdentityRecord.html"><code>IdentityRecord</code></a></td><td>The user, guest or anonymous client of that session.</td></tr><tr><td><a id="property-pipe"></a> <code>pipe</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Name below <code>\\PIPE\\</code>, such as <code>srvsvc</code>.</td></tr><tr><td><a id="property-sessionid"></a> <code>sessionId</code></td><td><code>readonly</code></td><td><code>bigint</code></td><td>The session in which the pipe is open.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/PipeLoginInfo.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const PipeLoginInfo = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  PipeLoginInfo as default
};
